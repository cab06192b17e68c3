package dev.rekey.console.embedded;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What was started, to be closed in the opposite order, all of it, whatever fails on the way. */
final class Closing implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

  private final Deque<Part> parts = new ArrayDeque<>();

  private boolean closed;

  private record Part(String name, AutoCloseable part) {}

  /** Notes one more part, and gives it back; one that comes too late is closed at once. */
  synchronized <T extends AutoCloseable> T last(String name, T part) {
    parts.push(new Part(name, part));
    if (closed) {
      close();
    }
    return part;
  }

  @Override
  public synchronized void close() {
    closed = true;
    while (!parts.isEmpty()) {
      Part next = parts.pop();
      try {
        next.part().close();
      } catch (Exception e) {
        LOG.warn("The {} did not close cleanly: {}", next.name(), e.getClass().getName());
      }
    }
  }
}
