package dev.rekey.console.secrecy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A workload behind a webhook: it is told, pulls the value with its token, and acknowledges. */
final class Hook implements AutoCloseable {
  private final HttpServer server;
  private final HttpClient http = HttpClient.newHttpClient();
  private volatile URI door = URI.create("http://127.0.0.1:1");
  private volatile String token = "";
  private volatile String key = "";
  private final Queue<String> told = new ConcurrentLinkedQueue<>();

  Hook() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/rekey";
  }

  void meet(URI door, String token, String key) {
    this.door = door;
    this.token = token;
    this.key = key;
  }

  /** All that it was ever told, headers and bodies. */
  String told() {
    return String.join("\n", told);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    told.add(exchange.getRequestHeaders().entrySet() + "\n" + body + "\n");
    String nonce = field(body, "nonce");
    String answer =
        "{\"version\": \"%s\", \"nonce\": \"%s\", \"acknowledged\": %s}"
            .formatted(field(body, "version"), nonce, pulled());
    long now = Instant.now().getEpochSecond();
    String signed = hmac(now + "." + nonce + "." + answer);
    exchange.getResponseHeaders().set("Rekey-Signature", "t=" + now + ",v1=" + signed);
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private boolean pulled() throws IOException {
    HttpRequest pull =
        HttpRequest.newBuilder(door.resolve("/v1/consumption"))
            .header("Authorization", "Bearer " + token)
            .build();
    try {
      return http.send(pull, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private String hmac(String content) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String field(String json, String name) {
    Matcher field = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
    return field.find() ? field.group(1) : "";
  }

  @Override
  public void close() {
    server.stop(0);
    http.close();
  }
}
