package dev.rekey.activities.notice;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.rekey.activities.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** An HTTP server on loopback that takes notices, and is strict about what it takes. */
final class HttpReceiver implements AutoCloseable {
  /** One request, as it came. */
  record Call(String path, Map<String, List<String>> headers, String body) {
    String header(String name) {
      return headers.getOrDefault(name, List.of("")).getFirst();
    }

    JsonNode json() {
      try {
        return Wire.mapper().readTree(body);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** A status and a body. */
  record Answer(int status, String body) {}

  private final HttpServer server;
  private final Function<Call, Answer> rules;
  private final List<Call> calls = Collections.synchronizedList(new ArrayList<>());
  private volatile Mood mood = Mood.TAKING;

  /** Takes what the receiver answers to a call while it is in the mood to take it. */
  HttpReceiver(Function<Call, Answer> rules) {
    this.rules = rules;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.start();
  }

  URI url(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  void mood(Mood next) {
    mood = next;
  }

  /** Everything that came, whatever was answered. */
  List<Call> calls() {
    return List.copyOf(calls);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Call call = new Call(exchange.getRequestURI().getPath(), exchange.getRequestHeaders(), body);
    calls.add(call);
    switch (mood) {
      case TAKING -> answer(exchange, rules.apply(call));
      case BUSY -> {
        exchange.getResponseHeaders().set("Retry-After", "7");
        answer(exchange, new Answer(429, "planted"));
      }
      case REFUSING -> answer(exchange, new Answer(404, "planted"));
      case BREAKING -> exchange.close();
      case SILENT -> {} // the exchange stays open
    }
  }

  private static void answer(HttpExchange exchange, Answer answer) throws IOException {
    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
