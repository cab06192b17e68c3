package dev.rekey.activities.authority.acme;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.rekey.activities.StepFailedException;
import dev.rekey.model.FailureCode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.shredzone.acme4j.Authorization;
import org.shredzone.acme4j.challenge.Http01Challenge;

/**
 * http-01: answers on port 80, or on the port to which that one is passed on, while an order needs
 * it. Several orders at once share the listener.
 */
final class HttpSolver implements Solver {
  private static final String PATH = "/.well-known/acme-challenge/";
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;

  private final InetSocketAddress address;
  private final Map<String, byte[]> answers = new ConcurrentHashMap<>();
  private Optional<HttpServer> server = Optional.empty();
  private int users;

  /** Takes where to listen: {@code HOST:PORT}. */
  HttpSolver(String listen) {
    int colon = listen.lastIndexOf(':');
    try {
      address =
          new InetSocketAddress(
              listen.substring(0, Math.max(0, colon)).replaceAll("[\\[\\]]", ""),
              Integer.parseInt(listen.substring(colon + 1)));
    } catch (IllegalArgumentException e) {
      throw new StepFailedException(
          FailureCode.BAD_REQUEST, "Where to listen for http-01 is written HOST:PORT");
    }
  }

  @Override
  public Prepared prepare(Authorization authorization) {
    Http01Challenge challenge =
        authorization
            .findChallenge(Http01Challenge.class)
            .orElseThrow(
                () -> AcmeFailures.notOffered(authorization, "http-01; a wildcard needs dns-01"));
    answers.put(
        challenge.getToken(), challenge.getAuthorization().getBytes(StandardCharsets.US_ASCII));
    listen();
    return new Prepared(
        challenge,
        () -> {
          answers.remove(challenge.getToken());
          rest();
        });
  }

  private synchronized void listen() {
    if (server.isEmpty()) {
      try {
        HttpServer fresh = HttpServer.create(address, 0);
        fresh.createContext(PATH, this::answer);
        fresh.start();
        server = Optional.of(fresh);
      } catch (IOException e) {
        throw new StepFailedException(
            FailureCode.TARGET_UNAVAILABLE,
            "Rekey cannot listen at "
                + address
                + " for http-01: another program has the port, or it may not");
      }
    }
    users++;
  }

  private synchronized void rest() {
    users--;
    if (users == 0) {
      server.ifPresent(one -> one.stop(0));
      server = Optional.empty();
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    String token = exchange.getRequestURI().getPath().substring(PATH.length());
    byte[] answer = answers.get(token);
    try (exchange) {
      if (answer == null) {
        exchange.sendResponseHeaders(NOT_FOUND, -1);
        return;
      }
      exchange.sendResponseHeaders(OK, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }
}
