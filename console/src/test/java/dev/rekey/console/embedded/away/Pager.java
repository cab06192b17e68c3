package dev.rekey.console.embedded.away;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.rekey.activities.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What on-call carries: an HTTP receiver that no part of Rekey runs. */
public final class Pager implements AutoCloseable {
  private final HttpServer server;
  private final List<JsonNode> rung = new CopyOnWriteArrayList<>();

  /** Switches it on. */
  public Pager() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::ring);
    server.start();
  }

  private void ring(HttpExchange exchange) throws IOException {
    rung.add(Wire.mapper().readTree(exchange.getRequestBody()));
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }

  /** The words that add it as a channel for on-call. */
  public String[] asChannel() {
    String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    return new String[] {
      "channel",
      "add",
      "webhook",
      "pager",
      "--post-to",
      address,
      "--member",
      "ann",
      "--audience",
      "on-call"
    };
  }

  /** What it showed of a milestone, the oldest first. */
  public List<JsonNode> shown(String milestone) {
    return rung.stream().filter(one -> one.path("milestone").asText().equals(milestone)).toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
