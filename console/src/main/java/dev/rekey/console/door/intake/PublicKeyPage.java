package dev.rekey.console.door.intake;

import dev.rekey.activities.http.Post;
import dev.rekey.activities.http.Reply;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The page with GitHub's public keys; asked only for what changed. */
class PublicKeyPage {
  private static final Logger LOG = LoggerFactory.getLogger(PublicKeyPage.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final URI url;
  private final Post http = new Post(PATIENCE);
  private Optional<String> tag = Optional.empty();

  PublicKeyPage(URI url) {
    this.url = url;
  }

  /** The keys by their identifiers; nothing if they are as they were. */
  record Page(Optional<Map<String, PublicKey>> keys) {}

  /** Asks for it; nothing if no good answer comes. */
  Optional<Page> fetch() {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url).GET().timeout(PATIENCE).header("Accept", "application/json");
    tag.ifPresent(known -> request.header("If-None-Match", known));
    Optional<Page> page =
        http.send(request.build()) instanceof Reply.Answered(HttpResponse<String> response)
            ? read(response)
            : Optional.empty();
    if (page.isEmpty()) {
      LOG.warn("The public keys of GitHub did not come; messages under new ones have to wait");
    }
    return page;
  }

  private Optional<Page> read(HttpResponse<String> response) {
    if (response.statusCode() == 304) {
      return Optional.of(new Page(Optional.empty()));
    }
    if (response.statusCode() != 200) {
      return Optional.empty();
    }
    try {
      Map<String, PublicKey> keys = new HashMap<>();
      for (JsonNode one : IntakeJson.tree(response.body()).path("public_keys")) {
        keys.put(one.path("key_identifier").asString(), key(one.path("key").asString()));
      }
      tag = response.headers().firstValue("ETag");
      return keys.isEmpty() ? Optional.empty() : Optional.of(new Page(Optional.of(keys)));
    } catch (JacksonException | GeneralSecurityException | IllegalArgumentException broken) {
      return Optional.empty();
    }
  }

  private static PublicKey key(String pem) throws GeneralSecurityException {
    String base64 = pem.replaceAll("-----[A-Z ]+-----|\\s", "");
    return KeyFactory.getInstance("EC")
        .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
  }
}
