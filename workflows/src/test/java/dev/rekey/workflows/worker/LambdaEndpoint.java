package dev.rekey.workflows.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Speaks as much of the Lambda Invoke API as an invoker needs. */
final class LambdaEndpoint implements AutoCloseable {
  private final HttpServer server;
  private final List<String> calls = new CopyOnWriteArrayList<>();

  /** Answers every call alike. */
  LambdaEndpoint(int status, Map<String, String> headers, String body) throws IOException {
    this((exchange, payload) -> answer(exchange, status, headers, body));
  }

  /** Never answers. */
  static LambdaEndpoint silent() throws IOException {
    return new LambdaEndpoint((exchange, payload) -> {});
  }

  /** Answers each call in its own way. */
  LambdaEndpoint(Answer answer) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          byte[] payload = exchange.getRequestBody().readAllBytes();
          calls.add(exchange.getRequestURI() + " " + new String(payload, UTF_8));
          answer.to(exchange, payload);
        });
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  List<String> calls() {
    return calls;
  }

  private static void answer(
      HttpExchange exchange, int status, Map<String, String> headers, String body)
      throws IOException {
    headers.forEach(exchange.getResponseHeaders()::add);
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  /** One answer. */
  interface Answer {
    /** Gives it. */
    void to(HttpExchange exchange, byte[] payload) throws IOException;
  }
}
