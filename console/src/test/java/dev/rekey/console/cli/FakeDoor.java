package dev.rekey.console.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.rekey.console.api.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A door that answers what a test told it to, and remembers what it was asked. */
final class FakeDoor implements AutoCloseable {
  static final String TOKEN = "person-token-for-tests";

  private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  record Call(String line, String body) {}

  private record Answer(int status, Object body) {}

  FakeDoor() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  /** Answers this call so; the last of several answers stays. Takes {@code "GET /v1/status"}. */
  FakeDoor on(String call, int status, Object body) {
    answers.computeIfAbsent(call, c -> new ArrayDeque<>()).add(new Answer(status, body));
    return this;
  }

  FakeDoor refusing(String call, int status, String code, String detail) {
    return on(call, status, new Problem("about:blank", "Refused", status, code, detail, "Look."));
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  List<Call> calls() {
    return List.copyOf(calls);
  }

  /** The body of the last call of that kind. */
  String bodyOf(String line) {
    return calls.stream()
        .filter(call -> call.line().equals(line))
        .reduce((first, second) -> second)
        .orElseThrow()
        .body();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    calls.add(new Call(line, body));
    boolean known =
        ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
    Answer answer = known ? next(line) : new Answer(401, problem("UNAUTHENTICATED"));
    byte[] bytes = Json.write(answer.body()).getBytes(StandardCharsets.UTF_8);
    exchange
        .getResponseHeaders()
        .set(
            "Content-Type",
            answer.status() < 300 ? "application/json" : "application/problem+json");
    exchange.sendResponseHeaders(answer.status(), bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private Answer next(String line) {
    Deque<Answer> waiting = answers.get(line);
    if (waiting == null) {
      return new Answer(404, problem("NOT_FOUND"));
    }
    return waiting.size() == 1 ? waiting.getFirst() : waiting.removeFirst();
  }

  private static Problem problem(String code) {
    return new Problem("about:blank", code, 404, code, "It is refused", "Look.");
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
