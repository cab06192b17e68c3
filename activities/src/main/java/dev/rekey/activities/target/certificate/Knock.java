package dev.rekey.activities.target.certificate;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/**
 * A handshake that hears the other side out. Who refuses a certificate says so and closes, often
 * while the rest of the handshake is still being sent to it; so what is to be sent goes in one
 * piece, and that it could not be sent is no answer: what the other side said before is.
 */
final class Knock {
  /** Its last word after a handshake of TLS 1.3 comes at once; who waits for ours is content. */
  private static final Duration LAST_WORD = Duration.ofMillis(1500);

  private final Socket plain;
  private final SSLEngine engine;
  private final ByteBuffer heard;
  private final ByteBuffer toSay;
  private final ByteBuffer text;

  Knock(Socket plain, SSLEngine engine) {
    this.plain = plain;
    this.engine = engine;
    int packet = engine.getSession().getPacketBufferSize();
    this.heard = ByteBuffer.allocate(packet * 2).flip();
    this.toSay = ByteBuffer.allocate(packet * 4);
    this.text = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize() * 2);
  }

  /**
   * Shakes hands, and waits for a last word.
   *
   * @throws SSLException if the other side refuses, or does not speak TLS as it should
   * @throws EOFException if it ended the connection without a word
   */
  void shake() throws IOException {
    engine.beginHandshake();
    while (engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING) {
      switch (engine.getHandshakeStatus()) {
        case NEED_TASK -> work();
        case NEED_WRAP -> engine.wrap(ByteBuffer.allocate(0), toSay);
        case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> hear();
        case FINISHED, NOT_HANDSHAKING -> {}
      }
    }
    say();
  }

  /** Whether nothing more was said than that it is content. */
  void lastWord() throws IOException {
    plain.setSoTimeout((int) LAST_WORD.toMillis());
    try {
      hear();
    } catch (SocketTimeoutException waitsForOurs) {
      return;
    }
  }

  private void work() {
    Runnable task = engine.getDelegatedTask();
    while (task != null) {
      task.run();
      task = engine.getDelegatedTask();
    }
  }

  private void hear() throws IOException {
    say();
    SSLEngineResult result = engine.unwrap(heard, text);
    while (result.getStatus() == SSLEngineResult.Status.BUFFER_UNDERFLOW) {
      listen();
      result = engine.unwrap(heard, text);
    }
    text.clear();
    if (result.getStatus() == SSLEngineResult.Status.CLOSED) {
      throw new EOFException();
    }
  }

  private void listen() throws IOException {
    heard.compact();
    int read = plain.getInputStream().read(heard.array(), heard.position(), heard.remaining());
    if (read < 0) {
      throw new EOFException();
    }
    heard.position(heard.position() + read).flip();
  }

  private void say() throws IOException {
    toSay.flip();
    if (toSay.hasRemaining()) {
      OutputStream out = plain.getOutputStream();
      try {
        out.write(toSay.array(), 0, toSay.limit());
        out.flush();
      } catch (IOException hungUp) {
        toSay.clear(); // it may have said why
        return;
      }
    }
    toSay.clear();
  }
}
