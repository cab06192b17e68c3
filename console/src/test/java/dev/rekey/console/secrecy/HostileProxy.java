package dev.rekey.console.secrecy;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands before a PostgreSQL, and can be told to break and to say the most indiscreet things. */
public final class HostileProxy implements AutoCloseable {
  private static final int SSL_REQUEST = 80_877_103;

  private final ServerSocket door;
  private final int server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile String indiscretion = "";

  /** Stands before that port of this machine. */
  public HostileProxy(int server) {
    this.server = server;
    try {
      door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::serve);
  }

  /** Its own port. */
  public int port() {
    return door.getLocalPort();
  }

  /** From now on nobody gets through, and everybody is told this; empty: as before. */
  public void say(String words) {
    indiscretion = words;
    open.forEach(HostileProxy::quietly);
  }

  private void serve() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        open.add(client);
        Thread.ofVirtual().start(() -> meet(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void meet(Socket client) {
    try (client) {
      if (indiscretion.isEmpty()) {
        passOn(client);
      } else {
        insult(client);
      }
    } catch (IOException e) {
      // One of the two hung up.
    }
  }

  private void passOn(Socket client) throws IOException {
    try (Socket upstream = new Socket(InetAddress.getLoopbackAddress(), server)) {
      open.add(upstream);
      Thread.ofVirtual().start(() -> copy(upstream, client));
      client.getInputStream().transferTo(upstream.getOutputStream());
    }
  }

  private static void copy(Socket from, Socket to) {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      in.transferTo(to.getOutputStream());
    } catch (IOException e) {
      // As above.
    }
  }

  private void insult(Socket client) throws IOException {
    DataInputStream in = new DataInputStream(client.getInputStream());
    OutputStream out = client.getOutputStream();
    in.skipNBytes(Integer.BYTES);
    if (in.readInt() == SSL_REQUEST) {
      out.write('N');
      out.flush();
      in.readInt();
    }
    String fields =
        "SFATAL\0VFATAL\0C58000\0M%1$s\0D%1$s\0H%1$s\0W%1$s\0\0".formatted(indiscretion);
    byte[] body = fields.getBytes(StandardCharsets.UTF_8);
    out.write('E');
    out.write(java.nio.ByteBuffer.allocate(Integer.BYTES).putInt(body.length + 4).array());
    out.write(body);
    out.flush();
  }

  private static void quietly(Closeable what) {
    try {
      what.close();
    } catch (IOException e) {
      // It is gone either way.
    }
  }

  @Override
  public void close() {
    quietly(door);
    open.forEach(HostileProxy::quietly);
  }
}
