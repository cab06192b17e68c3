package dev.rekey.activities.authority;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.Wire;
import dev.rekey.activities.http.Reply;
import dev.rekey.activities.http.Sender;
import dev.rekey.model.FailureCode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The server of an authority that is asked by JSON over HTTP. No word of its own goes further.
 *
 * @param name what the authority is called
 * @param server what all its paths begin with
 * @param sender who sends
 * @param clock the time
 */
public record AuthorityApi(String name, String server, Sender sender, InstantSource clock) {
  private static final int HUNDRED = 100;
  private static final int GOOD = 2;
  private static final int REQUEST = 4;
  private static final int TOO_MANY = 429;

  /** Of 4xx: time-outs, "not yet here", "somebody else's turn", and Vault's standbys. */
  private static final Set<Integer> NO_REFUSAL = Set.of(408, 412, 421, 425, 472, 473);

  /**
   * An answer that is neither silence, nor "too many", nor the server's own fault.
   *
   * @param status 2xx to 4xx
   * @param body its JSON; missing if there is none
   */
  public record Answer(int status, JsonNode body) {
    /** Whether it is a yes. */
    public boolean good() {
      return status / HUNDRED == GOOD;
    }

    /** Whether its text holds these words: how refusals of one status are told apart. */
    public boolean says(String words) {
      return body.toString().contains(words);
    }
  }

  /**
   * Asks.
   *
   * @param body what is sent as JSON; nothing if it is empty
   * @throws StepFailedException TARGET_UNAVAILABLE, THROTTLED
   */
  public Answer ask(String method, String path, Map<String, ?> body, Map<String, String> headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + path));
    headers.forEach(request::header);
    request.method(
        method,
        body.isEmpty()
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(json(body)));
    if (sender.send(request.header("Content-Type", "application/json").build())
        instanceof Reply.Answered answered) {
      return answer(answered.response());
    }
    throw unavailable("gave no answer");
  }

  private Answer answer(HttpResponse<String> response) {
    int status = response.statusCode();
    if (status == TOO_MANY) {
      throw throttled(response.headers().firstValue("Retry-After"));
    }
    boolean answered = status / HUNDRED == GOOD || status / HUNDRED == REQUEST;
    if (!answered || NO_REFUSAL.contains(status)) {
      throw unavailable(
          response.body().contains("sealed")
              ? "is sealed; somebody must unseal it"
              : "answered with status " + status);
    }
    return new Answer(status, read(response.body()));
  }

  private StepFailedException throttled(Optional<String> seconds) {
    String until =
        seconds
            .filter(text -> text.matches("\\d{1,6}"))
            .map(text -> clock.instant().plusSeconds(Long.parseLong(text)))
            .map(Instant::toString)
            .map(at -> " before " + at)
            .orElse(" for now");
    return new StepFailedException(FailureCode.THROTTLED, name + " allows no more calls" + until);
  }

  /** It cannot be said what happened there. */
  public StepFailedException unavailable(String how) {
    return new StepFailedException(FailureCode.TARGET_UNAVAILABLE, name + " " + how);
  }

  private static JsonNode read(String body) {
    try {
      return body.isBlank() ? MissingNode.getInstance() : Wire.mapper().readTree(body);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  private static String json(Map<String, ?> body) {
    try {
      return Wire.mapper().writeValueAsString(body);
    } catch (JsonProcessingException e) { // its message may quote a value
      throw new IllegalStateException("A map of plain values has a JSON form");
    }
  }
}
