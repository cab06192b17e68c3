package dev.rekey.console.secrecy;

import dev.rekey.console.embedded.EmbeddedRuntime;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** Every question that the door answers, and some that it refuses. */
final class Questions {
  private static final List<String> READING =
      List.of(
          "health",
          "credentials",
          "consumers?secret=orders/db",
          "rotations",
          "history",
          "status",
          "principals",
          "consumption",
          "nonsense");
  private static final List<String> CHANGING =
      List.of("credentials", "rotations", "principals", "sweeps");

  private Questions() {}

  /** The answers: status, headers and body. The words stand where they do not belong. */
  static List<String> ask(EmbeddedRuntime runtime, List<String> misplaced) throws Exception {
    List<String> answers = new ArrayList<>();
    String body =
        "{\"record\": \"%s\", \"%s\": 1}".formatted(misplaced.getFirst(), misplaced.getLast());
    try (HttpClient http = HttpClient.newHttpClient()) {
      for (String path : READING) {
        answers.add(send(http, request(runtime, path).GET()));
      }
      for (String path : CHANGING) {
        answers.add(send(http, request(runtime, path).POST(BodyPublishers.ofString(body))));
      }
    }
    return answers;
  }

  private static HttpRequest.Builder request(EmbeddedRuntime runtime, String path) {
    return HttpRequest.newBuilder(URI.create(runtime.url() + "/v1/" + path))
        .header("Content-Type", "application/json")
        .header("Authorization", "Bearer " + runtime.ownerToken());
  }

  private static String send(HttpClient http, HttpRequest.Builder request) throws Exception {
    HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    return answer.statusCode() + " " + answer.headers().map() + answer.body();
  }
}
