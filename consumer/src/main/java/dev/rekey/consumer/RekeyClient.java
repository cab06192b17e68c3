package dev.rekey.consumer;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Asks the door for a credential's newest version, and acknowledges versions. Safe for many
 * threads.
 */
public final class RekeyClient implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

  /** How much longer than the door was asked to wait an answer may take. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final URI door;
  private final Supplier<String> token;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private RekeyClient(URI door, Supplier<String> token) {
    boolean loopback = door.getHost() != null && LOOPBACK.contains(door.getHost());
    if (!"https".equals(door.getScheme()) && !("http".equals(door.getScheme()) && loopback)) {
      throw new IllegalArgumentException("The door's address is an https URL, or http on loopback");
    }
    this.door = door.getPath().endsWith("/") ? door : URI.create(door + "/");
    this.token = token;
  }

  /**
   * A client of one door.
   *
   * @param door its address, such as {@code http://127.0.0.1:7474}
   * @param token the consumer's token
   * @throws IllegalArgumentException if the token would travel in clear text over a network
   */
  public static RekeyClient of(URI door, String token) {
    return new RekeyClient(door, () -> token);
  }

  /**
   * A client whose token is asked for at each call, so that it may change.
   *
   * @param door the door's address
   * @param token gives the consumer's token
   * @throws IllegalArgumentException if the token would travel in clear text over a network
   */
  public static RekeyClient of(URI door, Supplier<String> token) {
    return new RekeyClient(door, token);
  }

  /**
   * A client as the environment says: {@code REKEY_URL}, and {@code REKEY_TOKEN_FILE} (read at each
   * call) or {@code REKEY_TOKEN}.
   *
   * @throws IllegalArgumentException if neither token is set, or the address is not usable
   */
  public static RekeyClient fromEnvironment() {
    return from(System.getenv());
  }

  static RekeyClient from(Map<String, String> environment) {
    URI door = URI.create(environment.getOrDefault("REKEY_URL", "http://127.0.0.1:7474"));
    String file = environment.get("REKEY_TOKEN_FILE");
    if (file != null) {
      return new RekeyClient(door, () -> tokenIn(Path.of(file)));
    }
    String token = environment.get("REKEY_TOKEN");
    if (token == null || token.isBlank()) {
      throw new IllegalArgumentException(
          "Set REKEY_TOKEN_FILE or REKEY_TOKEN to the consumer's token");
    }
    return of(door, token);
  }

  private static String tokenIn(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      return ""; // the door refuses it, and the caller tries again: the file may be about to be
      // replaced
    }
  }

  /**
   * The current version, if it is another than the one held. Waits at the door for one.
   *
   * @param held the version's id that the caller has; nothing to get the current one at once
   * @param wait how long the door may hold the call; whole seconds, at most 60
   * @return nothing if the held version is still the current one
   * @throws DoorException if the door refused or could not be reached; ask again later
   * @throws InterruptedException if the thread was interrupted while waiting
   */
  public Optional<Credential> newerThan(Optional<String> held, Duration wait)
      throws DoorException, InterruptedException {
    String query =
        held.map(v -> "?held=" + URLEncoder.encode(v, StandardCharsets.UTF_8)).orElse("")
            + (held.isPresent() ? "&waitSeconds=" + wait.toSeconds() : "");
    HttpResponse<String> answer =
        send(request("v1/consumption" + query).timeout(wait.plus(PATIENCE)).GET().build());
    return answer.statusCode() == 204
        ? Optional.empty()
        : Optional.of(credentialIn(answer.body()))
            .filter(c -> !held.equals(Optional.of(c.version())));
  }

  /**
   * Tells the door that this consumer uses a version, and no longer any other. Twice equals once.
   *
   * @param version the version's id
   * @throws DoorException if the door refused or could not be reached; tell it again later
   * @throws InterruptedException if the thread was interrupted while waiting
   */
  public void acknowledge(String version) throws DoorException, InterruptedException {
    String body = JSON.createObjectNode().put("version", version).toString();
    send(
        request("v1/acknowledgements")
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(door.resolve(path))
        .header("Accept", "application/json")
        .header("Authorization", "Bearer " + token.get());
  }

  private HttpResponse<String> send(HttpRequest request)
      throws DoorException, InterruptedException {
    HttpResponse<String> answer;
    try {
      answer = http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new DoorException("The door at " + door + " does not answer", 0);
    } catch (IllegalArgumentException e) {
      throw new DoorException("The token is not one that a header can carry", 0);
    }
    if (answer.statusCode() / 100 != 2) {
      throw new DoorException(
          "The door at " + door + " answered " + answer.statusCode(), answer.statusCode());
    }
    return answer;
  }

  private Credential credentialIn(String body) throws DoorException {
    try {
      JsonNode json = JSON.readTree(body);
      return new Credential(text(json, "version"), text(json, "identity"), text(json, "value"));
    } catch (JacksonException e) {
      // Jackson's message quotes the source, and the source holds the password.
      throw new DoorException("The door at " + door + " answered something unreadable", 200);
    }
  }

  private String text(JsonNode json, String field) throws DoorException {
    JsonNode value = json.path(field);
    if (!value.isTextual() || value.textValue().isEmpty()) {
      throw new DoorException("The door at " + door + " answered without a " + field, 200);
    }
    return value.textValue();
  }

  /** Breaks off what is under way. */
  @Override
  public void close() {
    http.shutdownNow();
  }

  /** The door's address; never the token. */
  @Override
  public String toString() {
    return "RekeyClient(" + door + ")";
  }
}
