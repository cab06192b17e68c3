package dev.rekey.exercise.world;

import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rekey.activities.Wire;
import dev.rekey.activities.aws.principal.AccountLogs;
import dev.rekey.activities.aws.principal.Doings;
import dev.rekey.model.credential.IamRole;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What CloudTrail of an exercise tells: who called what, and which session began by it. Each
 * account has a log of its own: a call is told where its caller is, and where what was called is.
 */
final class CallTrail {
  private final List<Call> calls = new ArrayList<>();
  private final Set<String> open = new HashSet<>(Set.of(WorldSpecs.ACCOUNT));

  /**
   * One call.
   *
   * @param by the key that signed it: a session's, or an identity's own
   * @param event as CloudTrail writes it down
   * @param began the session that it began, if it did
   * @param told the accounts whose logs tell of it
   */
  private record Call(
      String by, Instant at, JsonNode event, Optional<Session> began, Set<String> told) {}

  /**
   * A session, or whoever else calls.
   *
   * @param key the id of its key
   * @param account in which it acts
   */
  record Session(String key, String account) {
    /** One of a role. */
    static Session of(IamRole role, String key) {
      return new Session(key, AccountLogs.account(role.role()));
    }
  }

  /** A role of Rekey's is in this account: its log can be read. */
  synchronized void open(String account) {
    open.add(account);
  }

  /** A secret was read, which is in our own account. */
  synchronized void read(Session by, Instant at, String secret) {
    JsonNode event = event("secretsmanager", "GetSecretValue", at, Map.of("secretId", secret));
    tell(by, at, event, Optional.empty(), WorldSpecs.ACCOUNT);
  }

  /** A user was made. */
  synchronized void made(Session by, Instant at, String user) {
    JsonNode event = event("iam", "CreateUser", at, Map.of("userName", user));
    tell(by, at, event, Optional.empty(), by.account());
  }

  /** A role was assumed. */
  synchronized void assumed(Session by, Instant at, String role, String session) {
    String account = AccountLogs.account(role);
    JsonNode event = event("sts", "AssumeRole", at, Map.of("roleArn", role));
    tell(by, at, event, Optional.of(new Session(session, account)), account);
  }

  private void tell(
      Session by, Instant at, JsonNode event, Optional<Session> began, String called) {
    calls.add(
        new Call(by.key(), at, event, began, Stream.of(by.account(), called).collect(toSet())));
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

  /** What these did since then, and from one session to the next, as far as logs can be read. */
  synchronized Doings since(Instant since, List<Session> keys) {
    Deque<Session> todo = new ArrayDeque<>(keys);
    Set<Session> followed = new HashSet<>(keys);
    Set<JsonNode> found = new LinkedHashSet<>();
    Set<Doings.Gap> gaps = new LinkedHashSet<>();
    while (!todo.isEmpty()) {
      Session next = todo.remove();
      if (!open.contains(next.account())) {
        gaps.add(
            new Doings.Gap("calls in the log of the account " + next.account(), "all regions"));
        continue;
      }
      for (Call call : by(next, since).toList()) {
        found.add(call.event());
        call.began().filter(followed::add).ifPresent(todo::add);
      }
    }
    return new Doings(List.copyOf(found), List.copyOf(gaps));
  }

  private Stream<Call> by(Session one, Instant since) {
    return calls.stream()
        .filter(call -> call.by().equals(one.key()) && call.told().contains(one.account()))
        .filter(call -> !call.at().isBefore(since));
  }
}
