package dev.rekey.console.embedded.exercise;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A terminal: what is typed at it, when a test types it, and what it shows. */
final class Screen {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final BlockingQueue<String> typed = new LinkedBlockingQueue<>();
  private final StringWriter shown = new StringWriter();
  private final PrintWriter writer = new PrintWriter(shown);

  BufferedReader keyboard() {
    return new BufferedReader(new Typing());
  }

  PrintWriter writer() {
    return writer;
  }

  String shows() {
    return shown.toString();
  }

  void type(String line) {
    typed.add(line + "\n");
  }

  /** Types a line, and waits until the screen shows this. */
  void type(String line, String answer) {
    type(line);
    awaitShown(answer);
  }

  void awaitShown(String text) {
    await("'" + text + "' on " + shows()).atMost(PATIENCE).until(() -> shows().contains(text));
  }

  /** Lines come as they are typed. */
  private final class Typing extends Reader {
    private Reader line = new StringReader("");

    @Override
    public int read(char[] buffer, int offset, int length) throws java.io.IOException {
      int read = line.read(buffer, offset, length);
      if (read < 0) {
        try {
          line = new StringReader(typed.take());
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return -1;
        }
        read = line.read(buffer, offset, length);
      }
      return read;
    }

    @Override
    public void close() {
      typed.clear();
    }
  }
}
