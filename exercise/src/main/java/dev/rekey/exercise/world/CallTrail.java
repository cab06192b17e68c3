package dev.rekey.exercise.world;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rekey.activities.Wire;
import dev.rekey.activities.aws.principal.Doings;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What CloudTrail of an exercise tells: who called what, and which session began by it. */
final class CallTrail {
  private final List<Call> calls = new ArrayList<>();

  /**
   * One call.
   *
   * @param by the key that signed it: a session's, or an identity's own
   * @param event as CloudTrail writes it down
   * @param began the session that it began, if it did
   */
  private record Call(String by, Instant at, JsonNode event, Optional<String> began) {}

  /** A secret was read. */
  synchronized void read(String by, Instant at, String secret) {
    JsonNode event = event("secretsmanager", "GetSecretValue", at, Map.of("secretId", secret));
    calls.add(new Call(by, at, event, Optional.empty()));
  }

  /** A user was made. */
  synchronized void made(String by, Instant at, String user) {
    calls.add(
        new Call(
            by, at, event("iam", "CreateUser", at, Map.of("userName", user)), Optional.empty()));
  }

  /** A role was assumed. */
  synchronized void assumed(String by, Instant at, String role, String session) {
    JsonNode event = event("sts", "AssumeRole", at, Map.of("roleArn", role));
    calls.add(new Call(by, at, event, Optional.of(session)));
  }

  private static JsonNode event(
      String service, String name, Instant at, Map<String, String> asked) {
    return Wire.mapper()
        .valueToTree(
            Map.of(
                "eventSource",
                service + ".amazonaws.com",
                "eventName",
                name,
                "eventTime",
                at.toString(),
                "awsRegion",
                WorldSpecs.REGION,
                "sourceIPAddress",
                "198.51.100.7",
                "requestParameters",
                asked));
  }

  /** What these keys did since then, and from one session to the next. */
  synchronized Doings since(Instant since, List<String> keys) {
    Deque<String> open = new ArrayDeque<>(keys);
    Set<String> followed = new HashSet<>(keys);
    List<JsonNode> found = new ArrayList<>();
    while (!open.isEmpty()) {
      String key = open.remove();
      for (Call call : by(key, since).toList()) {
        found.add(call.event());
        call.began().filter(followed::add).ifPresent(open::add);
      }
    }
    return new Doings(found, List.of());
  }

  private Stream<Call> by(String key, Instant since) {
    return calls.stream().filter(call -> call.by().equals(key) && !call.at().isBefore(since));
  }
}
