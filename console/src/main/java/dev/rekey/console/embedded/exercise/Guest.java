package dev.rekey.console.embedded.exercise;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Somebody at the other end of a connection: says lines, and hears lines without being waited for.
 */
final class Guest implements AutoCloseable {
  /** How those who come begin, and how they are answered. */
  static final String JOIN = "JOIN ";

  static final String WELCOME = "WELCOME ";
  static final String REFUSED = "REFUSED ";

  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} .,'@_-]{0,59}");
  private static final int PATIENCE_MILLIS = 10_000;
  private static final int LONGEST = 4_000;

  private static final int LOOK_MILLIS = 100;

  /** Whoever does not read so many lines is gone. */
  private static final int BEHIND = 10_000;

  private final Socket socket;
  private final BufferedReader reader;
  private final PrintWriter writer;
  private final BlockingQueue<String> waiting = new LinkedBlockingQueue<>(BEHIND);
  private final CountDownLatch silent = new CountDownLatch(1);
  private volatile boolean ending;

  Guest(Socket socket) throws IOException {
    this.socket = socket;
    this.reader =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    this.writer = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.UTF_8);
  }

  /**
   * What somebody begins with.
   *
   * @param word of the token
   * @param name what they are called
   */
  record Greeting(String word, String name) {}

  /** The first line, which comes soon or not at all. */
  Greeting greeting() throws IOException {
    socket.setSoTimeout(PATIENCE_MILLIS);
    String line = line();
    socket.setSoTimeout(0);
    int space = line.indexOf(' ', JOIN.length());
    if (!line.startsWith(JOIN) || space < 0) {
      throw new IllegalArgumentException("Join with 'rekey exercise join TOKEN --name NAME'");
    }
    String name = line.substring(space + 1);
    requireName(name);
    return new Greeting(line.substring(JOIN.length(), space), name);
  }

  private static void requireName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "A name begins with a letter or digit, and has at most 60 of them, blanks and . , ' @ _"
              + " -");
    }
  }

  /** One line, or an empty one at the end; nobody can say one without an end. */
  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    int next = reader.read();
    while (next >= 0 && next != '\n') {
      if (line.length() >= LONGEST) {
        throw new IllegalArgumentException("A line has at most " + LONGEST + " characters");
      }
      line.append((char) next);
      next = reader.read();
    }
    if (next < 0) {
      throw new IOException("It ended");
    }
    return line.toString().strip();
  }

  void refuse(String why) {
    writer.println(REFUSED + why);
  }

  /** Answers, and lets what they hear follow. */
  void welcome(String how) {
    writer.println(WELCOME + how);
    Thread.ofPlatform().name("exercise-hears").daemon().start(this::write);
  }

  /** Until they are gone, or everything is said. */
  private void write() {
    try {
      Optional<String> line = next();
      while (line.isPresent() || !ending) {
        line.ifPresent(one -> writer.println("EXERCISE " + one));
        if (socket.isClosed() || writer.checkError()) {
          break;
        }
        line = next();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    silent.countDown();
    close();
  }

  private Optional<String> next() throws InterruptedException {
    return Optional.ofNullable(waiting.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS));
  }

  /** They are told a line, when they come to read it. */
  void hear(String line) {
    if (!waiting.offer(line)) {
      close();
    }
  }

  /** They hear what is still to be said, if they read it soon, and it is over. */
  void end() {
    ending = true;
    try {
      if (!silent.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
        close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What they say, line by line, until they leave. */
  void lines(Predicate<String> each) throws IOException {
    boolean more = true;
    while (more) {
      more = each.test(line());
    }
  }

  boolean isGone() {
    return socket.isClosed();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      waiting.clear(); // it is as good as closed
    }
  }
}
