package dev.rekey.console.embedded.temporal;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.rekey.activities.secret.Login;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A door that gives one version at a time, and hears which is acknowledged. */
final class VersionDoor implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final List<String> acknowledged = new CopyOnWriteArrayList<>();
  private final AtomicInteger asked = new AtomicInteger();
  private volatile Map<String, String> given = Map.of();

  VersionDoor() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/v1/consumption", this::give);
    server.createContext("/v1/acknowledgements", this::hear);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  void gives(String version, Login login) {
    given =
        Map.of("version", version, "identity", login.identity(), "value", login.value().reveal());
  }

  List<String> acknowledged() {
    return List.copyOf(acknowledged);
  }

  int asked() {
    return asked.get();
  }

  private void give(HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    boolean held =
        String.valueOf(exchange.getRequestURI().getQuery())
            .contains("held=" + given.get("version"));
    if (held) {
      exchange.sendResponseHeaders(204, -1);
    } else {
      byte[] body = JSON.writeValueAsBytes(given);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  private void hear(HttpExchange exchange) throws IOException {
    acknowledged.add(JSON.readTree(exchange.getRequestBody()).path("version").asText());
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
