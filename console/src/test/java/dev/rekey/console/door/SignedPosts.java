package dev.rekey.console.door;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs as GitHub, GitGuardian and anybody else does, with keys of its own. */
final class SignedPosts implements AutoCloseable {
  static final String SECRET = "whsec_" + Base64.getEncoder().encodeToString(bytes("k".repeat(32)));
  static final String TOKEN = "gitguardian-token-0123456789";
  static final String IDENTIFIER = "abc123";

  private final AtomicInteger fetches = new AtomicInteger();
  private final KeyPair keys;
  private final HttpServer page;

  SignedPosts() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      keys = generator.generateKeyPair();
      page = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    page.createContext(
        "/keys",
        exchange -> {
          fetches.incrementAndGet();
          byte[] answer = bytes(publicKeys());
          exchange.getResponseHeaders().add("ETag", "\"1\"");
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    page.start();
  }

  private String publicKeys() {
    return "{\"public_keys\": [{\"key_identifier\": \"%s\", \"is_current\": true, \"key\": \"%s\"}]}"
        .formatted(
            IDENTIFIER,
            "-----BEGIN PUBLIC KEY-----\\n"
                + Base64.getEncoder().encodeToString(keys.getPublic().getEncoded())
                + "\\n-----END PUBLIC KEY-----\\n");
  }

  String keysUrl() {
    return "http://127.0.0.1:" + page.getAddress().getPort() + "/keys";
  }

  int fetches() {
    return fetches.get();
  }

  HttpRequest.Builder github(OpenDoor door, String body) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(keys.getPrivate());
      signature.update(bytes(body));
      return github(door, body, IDENTIFIER, Base64.getEncoder().encodeToString(signature.sign()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static HttpRequest.Builder github(
      OpenDoor door, String body, String identifier, String signature) {
    return post(door, "github", body)
        .header("Github-Public-Key-Identifier", identifier)
        .header("Github-Public-Key-Signature", signature);
  }

  static HttpRequest.Builder gitGuardian(OpenDoor door, Instant at, String body) {
    String time = Long.toString(at.getEpochSecond());
    return post(door, "gitguardian", body)
        .header("timestamp", time)
        .header(
            "gitguardian-signature",
            "sha256=" + HexFormat.of().formatHex(hmac(bytes(time + TOKEN), bytes(body))));
  }

  /** As PagerDuty signs while its key is being replaced. */
  static HttpRequest.Builder pagerDuty(OpenDoor door, String body) {
    String signed = HexFormat.of().formatHex(hmac(bytes(SECRET), bytes(body)));
    return post(door, "pagerduty", body)
        .header("x-pagerduty-signature", "v1=" + "0".repeat(64) + ",v1=" + signed);
  }

  static HttpRequest.Builder generic(
      OpenDoor door, String source, String id, Instant at, byte[] body) {
    String time = Long.toString(at.getEpochSecond());
    byte[] before = bytes(id + "." + time + ".");
    byte[] signed = new byte[before.length + body.length];
    System.arraycopy(before, 0, signed, 0, before.length);
    System.arraycopy(body, 0, signed, before.length, body.length);
    return generic(
        door,
        source,
        id,
        time,
        Base64.getEncoder().encodeToString(hmac(bytes("k".repeat(32)), signed)),
        body);
  }

  static HttpRequest.Builder generic(
      OpenDoor door, String source, String id, String time, String signature, byte[] body) {
    return HttpRequest.newBuilder(door.uri("/v1/intake/" + source))
        .header("Content-Type", "application/json")
        .header("webhook-id", id)
        .header("webhook-timestamp", time)
        .header("webhook-signature", "v1," + signature)
        .POST(BodyPublishers.ofByteArray(body));
  }

  private static HttpRequest.Builder post(OpenDoor door, String source, String body) {
    return HttpRequest.newBuilder(door.uri("/v1/intake/" + source))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body));
  }

  private static byte[] hmac(byte[] key, byte[] content) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(content);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    page.stop(0);
  }
}
