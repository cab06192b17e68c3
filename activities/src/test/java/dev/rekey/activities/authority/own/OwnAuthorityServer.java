package dev.rekey.activities.authority.own;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.rekey.activities.authority.Authorities;
import dev.rekey.activities.secret.Login;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An authority of our own whose responder answers at an address of this machine. */
public final class OwnAuthorityServer implements AutoCloseable {
  private static final int DOWN = 503;
  private static final int OK = 200;
  private static final int REFUSED = 405;

  private final InMemoryRegister register = new InMemoryRegister();
  private final HttpServer server;
  private final Login login;
  private final OwnResponder responder;
  private final InstantSource clock;
  private volatile boolean down;
  private volatile boolean onlyGet;
  private volatile Supplier<OwnResponder> answering;

  /** Starts one. */
  public OwnAuthorityServer() {
    this(InstantSource.system());
  }

  /** Starts one with a time of its own. */
  public OwnAuthorityServer(InstantSource clock) {
    this.clock = clock;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    URI status = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    login = OwnAuthority.make("tests", status, clock);
    responder = new OwnResponder("tests", login, new LateRegister(register), clock);
    answering = () -> responder;
    server.createContext("/crl", exchange -> answer(exchange, answering.get().crl()));
    server.createContext(
        "/ocsp",
        exchange -> {
          boolean posted = exchange.getRequestMethod().equals("POST");
          answer(exchange, posted && onlyGet ? null : answering.get().ocsp(question(exchange)));
        });
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  private static byte[] question(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    return exchange.getRequestMethod().equals("POST")
        ? exchange.getRequestBody().readAllBytes()
        : Base64.getDecoder().decode(path.substring("/ocsp/".length()));
  }

  private void answer(HttpExchange exchange, byte @Nullable [] content) throws IOException {
    try (exchange) {
      if (content == null) {
        exchange.sendResponseHeaders(REFUSED, -1);
        return;
      }
      exchange.sendResponseHeaders(down ? DOWN : OK, down ? -1 : content.length);
      if (!down) {
        exchange.getResponseBody().write(content);
      }
    }
  }

  /** Rekey's own login at it, which is all that is to be known of it. */
  public Login login() {
    return login;
  }

  /** What it issued. */
  public InMemoryRegister register() {
    return register;
  }

  /** It, as an authority. */
  public OwnAuthority authority() {
    return new OwnAuthority("tests", login, register, clock);
  }

  /** It, and no other. */
  public Authorities authorities() {
    return new Authorities(
        Map.of(OwnAuthority.KIND, (name, known) -> new OwnAuthority(name, known, register, clock)));
  }

  /** From now on its responder takes only GET. */
  public void refusesPost() {
    onlyGet = true;
  }

  /** Its responder answers no more, or again. */
  public void responderIsDown(boolean now) {
    down = now;
  }

  /** From now on somebody else answers in its place. */
  public void isPosedAsBy(OwnResponder other) {
    answering = () -> other;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
