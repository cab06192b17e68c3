package dev.rekey.console.embedded.exercise;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A terminal of somebody who takes part in an exercise that runs at another one. */
public final class Joining {
  private static final int PATIENCE_MILLIS = 5_000;

  private final BufferedReader typed;
  private final PrintWriter screen;

  /**
   * Takes the terminal.
   *
   * @param typed what is typed at it
   * @param screen where it shows what they hear
   */
  public Joining(BufferedReader typed, PrintWriter screen) {
    this.typed = typed;
    this.screen = screen;
  }

  /**
   * Takes part until it is over, or they leave.
   *
   * @param name what they are called
   * @return why they were not let in, if they were not
   * @throws IOException if there is no exercise
   */
  public Optional<String> join(Invitation invitation, String name) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), invitation.port()),
          PATIENCE_MILLIS);
      PrintWriter writer = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.UTF_8);
      BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      writer.println(Guest.JOIN + invitation.word() + " " + name);
      String answer = Optional.ofNullable(reader.readLine()).orElse("");
      if (!answer.startsWith(Guest.WELCOME)) {
        return Optional.of(answer.replaceFirst("^" + Guest.REFUSED, ""));
      }
      show("EXERCISE " + answer.substring(Guest.WELCOME.length()));
      Thread.ofPlatform().name("exercise-typed").daemon().start(() -> say(writer));
      listen(reader);
      return Optional.empty();
    }
  }

  private void say(PrintWriter writer) {
    try {
      String line = typed.readLine();
      while (line != null && !writer.checkError()) {
        writer.println(line);
        line = typed.readLine();
      }
    } catch (IOException e) {
      show("EXERCISE what is typed cannot be read; you still hear what comes");
    }
  }

  /** To the end of it, however it ends. */
  private void listen(BufferedReader reader) {
    try {
      String line = reader.readLine();
      while (line != null) {
        show(line);
        line = reader.readLine();
      }
    } catch (IOException gone) {
      show("EXERCISE the facilitator's terminal is gone");
    }
  }

  private void show(String line) {
    screen.println(line);
    screen.flush();
  }
}
