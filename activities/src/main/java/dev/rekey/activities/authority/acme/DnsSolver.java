package dev.rekey.activities.authority.acme;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.Wire;
import dev.rekey.activities.http.Post;
import dev.rekey.activities.http.Reply;
import dev.rekey.model.FailureCode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import org.shredzone.acme4j.Authorization;
import org.shredzone.acme4j.challenge.Dns01Challenge;

/**
 * dns-01 by a hook: {@code POST HOOK/set-txt} and {@code POST HOOK/clear-txt} with JSON of {@code
 * host} (with a final dot) and {@code value}. It answers with 2xx once the record can be seen
 * everywhere.
 */
record DnsSolver(URI hook) implements Solver {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int GOOD = 2;
  private static final int HUNDRED = 100;

  @Override
  public Prepared prepare(Authorization authorization) {
    Dns01Challenge challenge =
        authorization
            .findChallenge(Dns01Challenge.class)
            .orElseThrow(() -> AcmeFailures.notOffered(authorization, "dns-01"));
    Map<String, String> record =
        Map.of(
            "host",
            Dns01Challenge.toRRName(authorization.getIdentifier()),
            "value",
            challenge.getDigest());
    call("/set-txt", record);
    return new Prepared(challenge, () -> call("/clear-txt", record));
  }

  private void call(String what, Map<String, String> record) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(hook + what))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json(record)))
            .build();
    boolean done =
        new Post(PATIENCE).send(request) instanceof Reply.Answered answered
            && answered.response().statusCode() / HUNDRED == GOOD;
    if (!done) {
      throw new StepFailedException(
          FailureCode.TARGET_UNAVAILABLE,
          "The DNS hook did not confirm " + what + " for " + record.get("host"));
    }
  }

  private static String json(Map<String, String> record) {
    try {
      return Wire.mapper().writeValueAsString(record);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Two texts have a JSON form");
    }
  }
}
