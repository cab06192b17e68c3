package dev.rekey.activities.authority.vault;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rekey.activities.Wire;
import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.testing.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** OpenBao's own server in its mode for development; its program is on the PATH. */
public final class OpenBao implements AutoCloseable {
  private static final String ADMINISTRATOR = "administrator-of-the-tests";
  private static final int HUNDRED = 100;
  private static final int GOOD = 2;

  private final String address = "http://127.0.0.1:" + Programs.freePort();
  private final HttpClient client = HttpClient.newHttpClient();
  private final AtomicInteger mounts = new AtomicInteger();
  private final Process process;

  private OpenBao(Path program) {
    try {
      process =
          new ProcessBuilder(
                  program.toString(),
                  "server",
                  "-dev",
                  "-dev-no-store-token",
                  "-dev-root-token-id=" + ADMINISTRATOR,
                  "-dev-listen-address=" + URI.create(address).getAuthority())
              .redirectErrorStream(true)
              .redirectOutput(Files.createTempFile("openbao", ".log").toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .until(
            () -> as(ADMINISTRATOR, "GET", "sys/health", Map.of()).path("initialized").asBoolean());
  }

  /** Starts one; nothing if it is not here. */
  public static Optional<OpenBao> start() {
    return Programs.find("bao").map(OpenBao::new);
  }

  /** A PKI mount with a root of its own. */
  public final class Mount {
    private final String path = "pki-" + mounts.incrementAndGet();
    private final String root;

    private Mount() {
      post("sys/mounts/" + path, Map.of("type", "pki", "config", Map.of("max_lease_ttl", "8760h")));
      root =
          post(
                  path + "/root/generate/internal",
                  Map.of("common_name", path, "key_type", "ec", "key_bits", 256, "ttl", "8000h"))
              .path("data")
              .path("certificate")
              .asText();
      role("web", Map.of());
    }

    /** A role that signs for example.org. */
    public void role(String name, Map<String, ?> other) {
      Map<String, Object> settings = new HashMap<>(other);
      settings.put("allowed_domains", "example.org");
      settings.put("allow_subdomains", true);
      settings.put("allow_wildcard_certificates", true);
      settings.put("key_type", "any");
      settings.put("ttl", "720h");
      post(path + "/roles/" + name, settings);
    }

    /** The settings with which Rekey knows it. */
    public Map<String, Object> settings(String token) {
      return new HashMap<>(
          Map.of("address", address, "mount", path, "role", "web", "token", token, "roots", root));
    }

    /** A token for everything that Rekey must do here, and this policy besides. */
    public String token(String... besides) {
      return OpenBao.this.token(policy(String.join("\n", besides)), Map.of());
    }

    /** The policy that the documentation gives. */
    public String policy(String besides) {
      String text =
          """
          path "%1$s/sign/web" { capabilities = ["update"] }
          path "%1$s/revoke" { capabilities = ["update"] }
          path "%1$s/certs" { capabilities = ["list"] }
          path "%1$s/cert/*" { capabilities = ["read"] }
          path "%1$s/roles/web" { capabilities = ["read"] }
          """
              .formatted(path);
      String name = path + "-" + Integer.toHexString(besides.hashCode());
      String whole = besides.isEmpty() ? text : besides.formatted(path);
      post("sys/policies/acl/" + name, Map.of("policy", whole));
      return name;
    }

    /** Rekey's login there. */
    public Login login() {
      return OpenBao.login(settings(token()));
    }

    /** How many certificates count that it issued for others. */
    public long live() {
      long live = 0;
      for (JsonNode serial :
          as(ADMINISTRATOR, "LIST", path + "/certs", Map.of()).path("data").path("keys")) {
        JsonNode one = get(path + "/cert/" + serial.asText()).path("data");
        boolean own = one.path("certificate").asText().strip().equals(root.strip());
        live += !own && one.path("revocation_time").asLong() == 0 ? 1 : 0;
      }
      return live;
    }

    /** Whether it says of a certificate that it is revoked. */
    public boolean revoked(X509Certificate certificate) {
      return get(path + "/cert/" + VaultCertificates.serial(certificate))
              .path("data")
              .path("revocation_time")
              .asLong()
          != 0;
    }
  }

  /** A new mount. */
  public Mount mount() {
    return new Mount();
  }

  /** A token of this policy. */
  public String token(String policy, Map<String, ?> settings) {
    Map<String, Object> order = new HashMap<>(settings);
    order.put("policies", List.of(policy));
    return post("auth/token/create", order).path("auth").path("client_token").asText();
  }

  /** An AppRole of this policy. */
  public Map<String, String> appRole(String policy, String seconds) {
    if (!get("sys/auth").path("data").has("approle/")) {
      post("sys/auth/approle", Map.of("type", "approle"));
    }
    post("auth/approle/role/" + policy, Map.of("token_policies", policy, "token_ttl", seconds));
    return Map.of(
        "roleId",
        get("auth/approle/role/" + policy + "/role-id").path("data").path("role_id").asText(),
        "secretId",
        post("auth/approle/role/" + policy + "/secret-id", Map.of())
            .path("data")
            .path("secret_id")
            .asText());
  }

  /** Revokes all tokens of AppRoles. */
  public void endAppRoles() {
    post("sys/leases/revoke-prefix/auth/approle", Map.of());
  }

  /** Whether a token was ever renewed. */
  public boolean renewed(String token) {
    return post("auth/token/lookup", Map.of("token", token)).path("data").has("last_renewal");
  }

  /** Nobody can ask it anything until it is unsealed. */
  public void seal() {
    post("sys/seal", Map.of());
  }

  static Login login(Map<String, ?> settings) {
    try {
      return new Login(
          VaultAuthority.KIND, SecretValue.of(Wire.mapper().writeValueAsString(settings)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode get(String path) {
    return as(ADMINISTRATOR, "GET", path, Map.of());
  }

  private JsonNode post(String path, Map<String, ?> body) {
    return as(ADMINISTRATOR, "POST", path, body);
  }

  private JsonNode as(String token, String method, String path, Map<String, ?> body) {
    try {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create(address + "/v1/" + path))
                  .header("X-Vault-Token", token)
                  .method(
                      method,
                      HttpRequest.BodyPublishers.ofString(Wire.mapper().writeValueAsString(body)))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() / HUNDRED != GOOD) {
        throw new IllegalStateException(path + ": " + answer.body());
      }
      return Wire.mapper().readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The certificate that a login holds. */
  static X509Certificate leaf(Login login) {
    return CertificateChain.of(login.value().reveal()).leaf();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
