package dev.rekey.console.cli;

import dev.rekey.console.api.Problem;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;

/** Calls the door. What it refuses becomes a {@link CommandFailure} in its own words. */
public final class DoorClient {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final URI address;
  private final String token;
  private final HttpClient http;

  /** Takes where the door is, and the token to knock with. */
  public DoorClient(URI address, String token) {
    this(address, token, Optional.empty());
  }

  /** The same, with a PEM file of the authorities that alone vouch for the door. */
  DoorClient(URI address, String token, Optional<Path> authorities) {
    this.address = address;
    this.token = token;
    HttpClient.Builder client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5));
    authorities.map(Authorities::only).ifPresent(client::sslContext);
    this.http = client.build();
  }

  /** Asks for one thing. */
  public <T> T get(String path, Map<String, String> query, Class<T> type) {
    return Json.read(call(request(path, query).GET().build()), type);
  }

  /** Asks for many. */
  public <T> List<T> list(String path, Map<String, String> query, Class<T> type) {
    return Json.readList(call(request(path, query).GET().build()), type);
  }

  /** Orders something. */
  public <T> T post(String path, Map<String, String> query, Object order, Class<T> type) {
    HttpRequest request =
        request(path, query)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(Json.write(order)))
            .build();
    return Json.read(call(request), type);
  }

  /** Orders something that has many answers. */
  public <T> List<T> postForList(String path, Object order, Class<T> type) {
    HttpRequest request =
        request(path, Map.of())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(Json.write(order)))
            .build();
    return Json.readList(call(request), type);
  }

  /** Removes something. */
  public <T> T delete(String path, Map<String, String> query, Class<T> type) {
    return Json.read(call(request(path, query).DELETE().build()), type);
  }

  /** Asks for a file. */
  public byte[] file(String path, Map<String, String> query) {
    return bytes(request(path, query).setHeader("Accept", "*/*").GET().build());
  }

  private HttpRequest.Builder request(String path, Map<String, String> query) {
    String words =
        query.entrySet().stream()
            .map(word -> word.getKey() + "=" + encoded(word.getValue()))
            .collect(Collectors.joining("&"));
    try {
      return HttpRequest.newBuilder(address.resolve(path + (words.isEmpty() ? "" : "?" + words)))
          .timeout(PATIENCE)
          .header("Accept", "application/json, application/problem+json")
          .header("Authorization", "Bearer " + token);
    } catch (IllegalArgumentException e) { // its message may quote the token
      throw CommandFailure.usage("The token or the server's address cannot be used in a call");
    }
  }

  private String call(HttpRequest request) {
    return new String(bytes(request), StandardCharsets.UTF_8);
  }

  private byte[] bytes(HttpRequest request) {
    try {
      HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
      if (answer.statusCode() / 100 == 2) {
        return answer.body();
      }
      throw refused(answer);
    } catch (SSLException e) {
      throw Authorities.unproven(address);
    } catch (IOException e) {
      throw unreachable();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable();
    }
  }

  private CommandFailure unreachable() {
    return new CommandFailure(
        ExitCode.ENVIRONMENT,
        "UNREACHABLE",
        "No Rekey server answers at " + address,
        "Start one with 'rekey server', or name it with --url or REKEY_URL.");
  }

  private CommandFailure refused(HttpResponse<byte[]> answer) {
    String type = answer.headers().firstValue("Content-Type").orElse("");
    if (!type.contains("json")) {
      return new CommandFailure(
          ExitCode.REFUSED,
          "HTTP_" + answer.statusCode(),
          address + " answered " + answer.statusCode(),
          "");
    }
    Problem problem = Json.read(new String(answer.body(), StandardCharsets.UTF_8), Problem.class);
    return new CommandFailure(
        ExitCode.REFUSED,
        orEmpty(problem.code()),
        orEmpty(problem.detail()),
        orEmpty(problem.advice()));
  }

  @SuppressWarnings("ConstantValue") // another program's JSON may leave anything out
  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
