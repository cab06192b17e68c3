package dev.rekey.consumer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The two calls of the door that a consumer makes, over real HTTP, with outages at will. */
final class FakeDoor implements AutoCloseable {
  static final String TOKEN = "consumer-token-for-tests";

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition published = lock.newCondition();
  private final List<String> acknowledged = new CopyOnWriteArrayList<>();
  private final AtomicInteger refusals = new AtomicInteger();
  private final int port;
  private HttpServer server;
  private volatile @Nullable Credential current;
  private volatile int refusal;

  FakeDoor() {
    server = listen(0);
    port = server.getAddress().getPort();
  }

  RekeyClient client() {
    return RekeyClient.of(address(), TOKEN);
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Makes a version the current one, and lets waiting calls go. */
  void publish(Credential next) {
    lock.lock();
    try {
      current = next;
      published.signalAll();
    } finally {
      lock.unlock();
    }
  }

  List<String> acknowledged() {
    return List.copyOf(acknowledged);
  }

  int refusals() {
    return refusals.get();
  }

  /** Answers everything with this status from now on; 0 for as usual. */
  void refuseWith(int status) {
    refusal = status;
  }

  void down() {
    server.stop(0);
  }

  void up() {
    server = listen(port);
  }

  private HttpServer listen(int wanted) {
    try {
      HttpServer made =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted), 0);
      made.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      made.createContext("/v1/consumption", this::consumption);
      made.createContext("/v1/acknowledgements", this::acknowledgement);
      made.start();
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void consumption(HttpExchange call) throws IOException {
    if (refused(call)) {
      return;
    }
    String query = call.getRequestURI().getQuery();
    Credential answer = waitFor(query == null ? "" : query);
    if (answer == null) {
      call.sendResponseHeaders(204, -1);
      call.close();
      return;
    }
    answer(
        call,
        "{\"secret\":\"orders\",\"version\":\"%s\",\"identity\":\"%s\",\"value\":\"%s\"}"
            .formatted(answer.version(), answer.identity(), answer.reveal()));
  }

  private @Nullable Credential waitFor(String query) {
    lock.lock();
    try {
      Credential now = current;
      while (now == null || query.startsWith("held=" + now.version())) {
        if (!published.await(5, TimeUnit.SECONDS)) {
          return null;
        }
        now = current;
      }
      return now;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    } finally {
      lock.unlock();
    }
  }

  private void acknowledgement(HttpExchange call) throws IOException {
    if (refused(call)) {
      return;
    }
    String body = new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    acknowledged.add(body.replaceAll("\\{\"version\":\"(.*)\"}", "$1"));
    answer(call, "{}");
  }

  private boolean refused(HttpExchange call) throws IOException {
    boolean known = ("Bearer " + TOKEN).equals(call.getRequestHeaders().getFirst("Authorization"));
    if (known && refusal == 0) {
      return false;
    }
    refusals.incrementAndGet();
    call.sendResponseHeaders(known ? refusal : 401, -1);
    call.close();
    return true;
  }

  private static void answer(HttpExchange call, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    call.sendResponseHeaders(200, bytes.length);
    call.getResponseBody().write(bytes);
    call.close();
  }

  @Override
  public void close() {
    down();
  }
}
