package dev.rekey.activities.aws.principal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.aws.EventHistory;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;

/** One search, from question to question, and from the log of one account to the next. */
final class TrailSearch {
  private final AccountLogs logs;
  private final InstantSource clock;
  private final Deque<Question> open = new ArrayDeque<>();
  private final Set<Question> asked = new HashSet<>();
  private final Set<String> followed = new HashSet<>();
  private final Map<String, JsonNode> calls = new LinkedHashMap<>();
  private final Set<String> elsewhere = new HashSet<>();
  private final Set<Doings.Gap> gaps = new LinkedHashSet<>();
  private final Instant since;
  private final Instant end;
  private final int most;
  private Instant until = Instant.MAX;
  private Optional<String> ours = Optional.empty();
  private boolean refused;

  /**
   * What is looked for in a log.
   *
   * @param account whose log; nothing: ours
   */
  record Question(LookupAttributeKey by, String value, Optional<String> account) {
    Question(LookupAttributeKey by, String value) {
      this(by, value, Optional.empty());
    }

    Question in(Optional<String> other) {
      return new Question(by, value, other);
    }

    String words() {
      String what =
          switch (by) {
            case EVENT_NAME -> "calls of ";
            case USERNAME -> "calls of the user ";
            default -> "calls signed with ";
          };
      return what + value + account.map(" in the log of the account "::concat).orElse("");
    }
  }

  /**
   * Nothing is looked for yet.
   *
   * @param end when it stops
   * @param most of how many users and keys calls are looked for
   */
  TrailSearch(AccountLogs logs, InstantSource clock, Instant since, Instant end, int most) {
    this.logs = logs;
    this.clock = clock;
    this.since = since;
    this.end = end;
    this.most = most;
  }

  /** The same for what was done until then. */
  TrailSearch until(Instant then) {
    until = then;
    return this;
  }

  void follow(Question question) {
    if (question.value().isEmpty() || asked.contains(question)) {
      return;
    }
    if (followed.contains(question.value()) || followed.size() < most) {
      followed.add(question.value());
      asked.add(question);
      open.add(question);
    } else {
      refused = true;
    }
  }

  /** Those of this role; whoever began them. */
  void followSessions(String role, Question question, String region) {
    read(question, region).stream()
        .filter(call -> Doings.asked(call, "roleArn").filter(role::equals).isPresent())
        .forEach(call -> followSession(call, question));
  }

  Doings in(List<String> regions) {
    while (!open.isEmpty()) {
      Question question = open.remove();
      regions.forEach(region -> read(question, region).forEach(call -> note(call, question)));
    }
    if (refused) {
      gaps.add(new Doings.Gap("more sessions than are followed", String.join(", ", regions)));
    }
    Comparator<JsonNode> byTime = Comparator.comparing(call -> call.path("eventTime").asText());
    return new Doings(
        calls.values().stream().sorted(byTime).toList(), List.copyOf(gaps), elsewhere);
  }

  /** A call from one account into another is told in both, by one number. */
  private void note(JsonNode call, Question found) {
    String id = call.path("eventID").asText();
    boolean isNew = calls.putIfAbsent(call.path("sharedEventID").asText(id), call) == null;
    if (isNew && found.account().isPresent()) {
      elsewhere.add(id);
    }
    followSession(call, found);
    Doings.userMade(call)
        .ifPresent(
            made -> follow(new Question(LookupAttributeKey.USERNAME, made).in(found.account())));
  }

  /** The session that the call began, if it did: where it was begun, and where its role is. */
  private void followSession(JsonNode call, Question found) {
    String key = call.path("responseElements").path("credentials").path("accessKeyId").asText();
    Question session = new Question(LookupAttributeKey.ACCESS_KEY_ID, key).in(found.account());
    follow(session);
    Doings.asked(call, "roleArn")
        .map(AccountLogs::account)
        .filter(account -> !key.isEmpty() && !account.equals(Doings.account(call)))
        .ifPresent(account -> followInto(account, session, !Doings.account(call).isEmpty()));
  }

  private void followInto(String account, Question session, boolean surelyElsewhere) {
    if (ours.filter(account::equals).isPresent()) {
      follow(session.in(Optional.empty()));
    } else if (isOpen(account)) {
      follow(session.in(Optional.of(account)));
    } else if (surelyElsewhere) {
      gaps.add(
          new Doings.Gap(
              "calls in the log of the account " + account + ", where no role of Rekey's is known",
              "all regions"));
    }
  }

  /** Whether a role of ours is there; that it cannot be assumed is seen, and told, by reading. */
  boolean isOpen(String account) {
    try {
      return logs.of(account).isPresent();
    } catch (StepFailedException e) {
      return true;
    }
  }

  private List<JsonNode> read(Question question, String region) {
    if (clock.instant().isAfter(end)) {
      gaps.add(new Doings.Gap(question.words() + ": no time was left", region));
      return List.of();
    }
    try {
      EventHistory history = question.account().flatMap(logs::of).orElseGet(logs::own);
      EventHistory.Reading read = history.read(region, question.by(), question.value(), since);
      if (!read.complete()) {
        gaps.add(new Doings.Gap(question.words() + ": more than can be read in time", region));
      }
      if (question.account().isEmpty()) {
        read.calls().stream()
            .map(Doings::account)
            .filter(account -> !account.isEmpty())
            .findFirst()
            .ifPresent(this::isOurs);
      }
      return inTime(read.calls());
    } catch (StepFailedException e) {
      gaps.add(new Doings.Gap(question.words() + ": " + e.reason(), region));
      return List.of();
    }
  }

  private List<JsonNode> inTime(List<JsonNode> calls) {
    return calls.stream()
        .filter(call -> Doings.at(call).filter(until::isBefore).isEmpty())
        .toList();
  }

  private void isOurs(String account) {
    ours = Optional.of(account);
  }
}
