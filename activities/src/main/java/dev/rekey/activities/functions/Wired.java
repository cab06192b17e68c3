package dev.rekey.activities.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.zaxxer.hikari.HikariDataSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A handler with the connections behind it, which are given up together. */
final class Wired implements RequestStreamHandler, AutoCloseable {
  private final RequestStreamHandler handler;
  private final List<AutoCloseable> open = new ArrayList<>();

  private Wired(RequestStreamHandler handler) {
    this.handler = handler;
  }

  /** A handler that needs no ledger. */
  static Wired alone(RequestStreamHandler handler) {
    return new Wired(handler);
  }

  /** Wires the handler; if that fails, no connection stays behind. */
  static Wired over(HikariDataSource ledger, Supplier<RequestStreamHandler> wiring) {
    boolean done = false;
    try {
      Wired wired = new Wired(wiring.get()).with(ledger);
      done = true;
      return wired;
    } finally {
      if (!done) {
        ledger.close();
      }
    }
  }

  /** The same, with the target's connections, if it keeps any. */
  Wired with(Object target) {
    if (target instanceof AutoCloseable connections) {
      open.add(connections);
    }
    return this;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    handler.handleRequest(input, output, context);
  }

  /** Answers a call that asks for nothing, so that the classes that answer are loaded. */
  void prime() throws IOException {
    byte[] nothing = "{}".getBytes(StandardCharsets.UTF_8);
    handler.handleRequest(new ByteArrayInputStream(nothing), OutputStream.nullOutputStream(), null);
  }

  @Override
  public void close() {
    for (AutoCloseable connections : open) {
      try {
        connections.close();
      } catch (Exception gone) {
        // it is given up either way
      }
    }
  }
}
