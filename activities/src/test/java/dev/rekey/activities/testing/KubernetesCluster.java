package dev.rekey.activities.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/**
 * A cluster that keeps secrets and sees conflicts, as fabric8's mock does, behind a front that can
 * refuse, lose answers, and let somebody else come first.
 */
public final class KubernetesCluster implements AutoCloseable {
  /** What the cluster says when it refuses; nobody may pass it on. */
  public static final String WORDS = "words-of-the-cluster-with-who-knows-what";

  private final KubernetesMockServer server =
      new KubernetesMockServer(
          new Context(),
          new MockWebServer(),
          new HashMap<>(),
          new KubernetesCrudDispatcher(),
          false);
  private final HttpClient way = HttpClient.newHttpClient();
  private final HttpServer front;
  private final KubernetesClient client;
  private OptionalInt refusal = OptionalInt.empty();
  private boolean losing;
  private Optional<Runnable> first = Optional.empty();

  /** Starts one without any secret. */
  public KubernetesCluster() {
    server.init(InetAddress.getLoopbackAddress(), 0);
    client = at(URI.create("http://127.0.0.1:" + server.getPort()));
    try {
      front = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    front.createContext("/", this::pass);
    front.start();
  }

  /** A client of whoever works in the cluster. */
  public KubernetesClient client() {
    return client;
  }

  /** Where Rekey finds it. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + front.getAddress().getPort());
  }

  /** A client of Rekey's. */
  public KubernetesClient open(Optional<String> context) {
    return at(address());
  }

  /** A client of whatever is there. */
  public static KubernetesClient at(URI address) {
    Config config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl(address.toString())
            .withRequestRetryBackoffLimit(0)
            .build();
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withHttpClientFactory(new JdkHttpClientFactory())
        .build();
  }

  /** From now on each call is refused so. */
  public void refuse(int status) {
    refusal = OptionalInt.of(status);
  }

  /** The next change happens, and nobody hears of it. */
  public void loseNextAnswer() {
    losing = true;
  }

  /** Somebody changes something just before the next change. */
  public void beforeNextChange(Runnable somebody) {
    first = Optional.of(somebody);
  }

  /** Makes an empty TLS secret, as somebody does once by hand. */
  public Secret make(String namespace, String name, UnaryOperator<SecretBuilder> otherwise) {
    SecretBuilder secret =
        new SecretBuilder()
            .withNewMetadata()
            .withNamespace(namespace)
            .withName(name)
            .addToLabels("app", "shop")
            .endMetadata()
            .withType("kubernetes.io/tls")
            .addToData("tls.crt", "")
            .addToData("tls.key", "")
            .addToData("dhparam.pem", "a2VwdA==");
    return client.resource(otherwise.apply(secret).build()).create();
  }

  /** What is there now. */
  public Secret secret(String namespace, String name) {
    return client.secrets().inNamespace(namespace).withName(name).require();
  }

  private void pass(HttpExchange exchange) throws IOException {
    boolean change = exchange.getRequestMethod().equals("PATCH");
    if (change) {
      first.ifPresent(Runnable::run);
      first = Optional.empty();
    }
    if (refusal.isPresent()) {
      answer(exchange, refusal.getAsInt(), WORDS.getBytes(StandardCharsets.UTF_8));
      return;
    }
    HttpResponse<byte[]> answer = forward(exchange);
    if (change && losing) {
      losing = false;
      exchange.close();
      return;
    }
    answer(exchange, answer.statusCode(), answer.body());
  }

  private HttpResponse<byte[]> forward(HttpExchange exchange) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + server.getPort() + exchange.getRequestURI()))
            .method(
                exchange.getRequestMethod(),
                HttpRequest.BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
    Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type"))
        .ifPresent(type -> request.header("Content-Type", type));
    try {
      return way.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    front.stop(0);
    client.close();
    server.destroy();
  }
}
