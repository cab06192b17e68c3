package dev.rekey.activities.notice;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.SSLSocket;

/** A mail server whose moods come after the message was handed over, where they hurt. */
final class MailServer implements AutoCloseable {
  private final ServerSocket server;
  private final Mood mood;
  private final List<Socket> open = Collections.synchronizedList(new ArrayList<>());

  MailServer(Mood mood) {
    this.mood = mood;
    try {
      server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::serve);
  }

  int port() {
    return server.getLocalPort();
  }

  private void serve() {
    while (!server.isClosed()) {
      try {
        Socket caller = server.accept();
        open.add(caller);
        Thread.ofVirtual().start(() -> speak(caller));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void speak(Socket caller) {
    try (BufferedReader in =
            new BufferedReader(
                new InputStreamReader(caller.getInputStream(), StandardCharsets.UTF_8));
        OutputStream out = caller.getOutputStream()) {
      if (!(caller instanceof SSLSocket)) {
        say(out, "220 ready");
      }
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith("DATA")) {
          say(out, "354 go on");
          while (!".".equals(in.readLine())) {} // until the end of the message
          if (!judged(caller, out)) {
            return;
          }
        } else if (line.startsWith("EHLO")) {
          say(out, caller instanceof SSLSocket ? "250 fine" : "250-fine\r\n250 STARTTLS");
        } else if (line.startsWith("STARTTLS")) {
          say(out, "220 go on");
          speakWithinTls(caller);
          return;
        } else {
          say(out, line.startsWith("QUIT") ? "221 bye" : "250 fine");
        }
      }
    } catch (IOException gone) {
      // the caller left
    }
  }

  private void speakWithinTls(Socket caller) throws IOException {
    SSLSocket within =
        (SSLSocket)
            MailCertificate.context()
                .getSocketFactory()
                .createSocket(caller, "127.0.0.1", caller.getPort(), true);
    within.setUseClientMode(false);
    speak(within);
  }

  private boolean judged(Socket caller, OutputStream out) throws IOException {
    switch (mood) {
      case TAKING -> say(out, "250 taken");
      case BUSY -> say(out, "451 planted, come back");
      case REFUSING -> say(out, "554 planted");
      case BREAKING -> caller.close();
      case SILENT -> {}
    }
    return mood != Mood.BREAKING;
  }

  private static void say(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket caller : List.copyOf(open)) {
        caller.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
