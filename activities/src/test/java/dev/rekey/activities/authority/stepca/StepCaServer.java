package dev.rekey.activities.authority.stepca;

import dev.rekey.activities.Wire;
import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.KeyPairs;
import dev.rekey.activities.http.Post;
import dev.rekey.activities.http.Reply;
import dev.rekey.activities.http.Trust;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.testing.Programs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** Smallstep's own server, of which the program is on the PATH, with a root and an intermediate. */
public final class StepCaServer implements AutoCloseable {
  /** What the documentation gives. */
  private static final String TEMPLATE =
      """
      {"subject": {{ toJson .Subject }}, "sans": {{ toJson .SANs }},
       "serialNumber": {{ toJson .Token.serial }},
       "keyUsage": ["digitalSignature"], "extKeyUsage": ["serverAuth", "clientAuth"]}\
      """;

  private final int port = Programs.freePort();
  private final int http = Programs.freePort();
  private final Path folder;
  private final EllipticCurveJsonWebKey key = key();
  private final Ceremony ceremony = Ceremony.make();
  private final X509Certificate root = ceremony.root();
  private final HttpClient client;
  private final Process process;

  private StepCaServer(Path program) {
    try {
      folder = Files.createTempDirectory("step-ca");
      Files.writeString(folder.resolve("root.pem"), CertificateChain.pem(root));
      Files.writeString(folder.resolve("middle.pem"), CertificateChain.pem(ceremony.middle()));
      Files.writeString(
          folder.resolve("middle.key"), KeyPairs.pem(ceremony.middleKeys().getPrivate()));
      Files.writeString(folder.resolve("ca.json"), Wire.mapper().writeValueAsString(settings()));
      process =
          new ProcessBuilder(
                  program.toString(),
                  folder.resolve("ca.json").toString(),
                  "--insecure",
                  "--acme-http-port",
                  String.valueOf(http))
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("log").toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    client = HttpClient.newBuilder().sslContext(Trust.in(List.of(root))).build();
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(this::answers);
  }

  private boolean answers() {
    return new Post(Duration.ofSeconds(5), List.of(root))
            .send(HttpRequest.newBuilder(URI.create(address() + "/health")).build())
        instanceof Reply.Answered;
  }

  /** Starts one; nothing if it is not here. */
  public static Optional<StepCaServer> start() {
    return Programs.find("step-ca").map(StepCaServer::new);
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = new HashMap<>();
    settings.put("root", folder.resolve("root.pem").toString());
    settings.put("crt", folder.resolve("middle.pem").toString());
    settings.put("key", folder.resolve("middle.key").toString());
    settings.put("address", "127.0.0.1:" + port);
    settings.put("dnsNames", List.of("127.0.0.1"));
    settings.put("logger", Map.of("format", "text"));
    settings.put("db", Map.of("type", "bbolt", "dataSource", folder.resolve("db").toString()));
    settings.put("crl", Map.of("enabled", true, "generateOnRevoke", true));
    settings.put(
        "authority",
        Map.of(
            "provisioners",
            List.of(
                provisioner("rekey", TEMPLATE),
                provisioner(
                    "plain", "{\"subject\": {{ toJson .Subject }}, \"sans\": {{ toJson .SANs }}}"),
                Map.of("type", "ACME", "name", "acme", "options", template(withList())))));
    return settings;
  }

  private Map<String, Object> provisioner(String name, String template) {
    return Map.of(
        "type",
        "JWK",
        "name",
        name,
        "key",
        key.toParams(OutputControlLevel.PUBLIC_ONLY),
        "options",
        template(template));
  }

  private static Map<String, Object> template(String text) {
    return Map.of("x509", Map.of("template", text));
  }

  private static EllipticCurveJsonWebKey key() {
    try {
      EllipticCurveJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
      key.setKeyId(key.calculateBase64urlEncodedThumbprint("SHA-256"));
      return key;
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Where it is. */
  public String address() {
    return "https://127.0.0.1:" + port;
  }

  private String withList() {
    return """
    {"subject": {{ toJson .Subject }}, "sans": {{ toJson .SANs }},
     "crlDistributionPoints": ["%s/1.0/crl"],
     "keyUsage": ["digitalSignature"], "extKeyUsage": ["serverAuth", "clientAuth"]}\
    """
        .formatted(address());
  }

  /** Where it looks for http-01. */
  public String listen() {
    return "127.0.0.1:" + http;
  }

  /** Its root, as PEM. */
  public String root() {
    return CertificateChain.pem(root);
  }

  /** Rekey's key there. */
  Map<String, Object> privateKey() {
    return key.toParams(OutputControlLevel.INCLUDE_PRIVATE);
  }

  /** What Rekey knows of it. */
  public Map<String, Object> known() {
    return new HashMap<>(
        Map.of(
            "address", address(),
            "provisioner", "rekey",
            "key", privateKey(),
            "roots", root()));
  }

  static Login login(Map<String, ?> settings) {
    try {
      return new Login(
          StepCaAuthority.KIND, SecretValue.of(Wire.mapper().writeValueAsString(settings)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The numbers on its list. */
  Set<BigInteger> revoked() {
    try {
      byte[] list =
          client
              .send(
                  HttpRequest.newBuilder(URI.create(address() + "/1.0/crl")).build(),
                  HttpResponse.BodyHandlers.ofByteArray())
              .body();
      X509CRL read =
          (X509CRL)
              CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(list));
      return read.getRevokedCertificates() == null
          ? Set.of()
          : read.getRevokedCertificates().stream()
              .map(one -> one.getSerialNumber())
              .collect(Collectors.toSet());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
