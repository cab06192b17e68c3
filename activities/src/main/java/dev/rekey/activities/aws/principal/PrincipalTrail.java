package dev.rekey.activities.aws.principal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.aws.EventHistory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;

/**
 * What a user did, by CloudTrail's event history: by its name and by each of its keys, and with the
 * sessions of roles that it assumed, from one to the next. Bounded: CloudTrail gives two pages a
 * second.
 */
public final class PrincipalTrail {
  /** A chain of more sessions is told as a gap. */
  private static final int SESSIONS = 10;

  /** Far below the time that a call of a function has. */
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final EventHistory history;
  private final InstantSource clock;

  /** Takes the log, and a clock by which it stops in time. */
  public PrincipalTrail(EventHistory history, InstantSource clock) {
    this.history = history;
    this.clock = clock;
  }

  private record Question(LookupAttributeKey by, String value) {
    String words() {
      return (by == LookupAttributeKey.USERNAME ? "calls of the user " : "calls signed with ")
          + value;
    }
  }

  /** What the user did since then in these regions. */
  public Doings of(String user, List<String> keys, List<String> regions, Instant since) {
    Deque<Question> open = new ArrayDeque<>();
    open.add(new Question(LookupAttributeKey.USERNAME, user));
    keys.forEach(key -> open.add(new Question(LookupAttributeKey.ACCESS_KEY_ID, key)));
    Set<Question> asked = new HashSet<>(open);
    int most = asked.size() + SESSIONS;
    Map<String, JsonNode> calls = new LinkedHashMap<>();
    List<Doings.Gap> gaps = new ArrayList<>();
    Instant end = clock.instant().plus(LIMIT);
    while (!open.isEmpty()) {
      Question question = open.remove();
      for (String region : regions) {
        for (JsonNode call : read(question, region, since, end, gaps)) {
          calls.putIfAbsent(call.path("eventID").asText(), call);
          Question next = new Question(LookupAttributeKey.ACCESS_KEY_ID, session(call));
          if (!next.value().isEmpty() && asked.size() < most && asked.add(next)) {
            open.add(next);
          }
        }
      }
    }
    if (asked.size() == most) {
      gaps.add(new Doings.Gap("more sessions than are followed", String.join(", ", regions)));
    }
    Comparator<JsonNode> byTime = Comparator.comparing(call -> call.path("eventTime").asText());
    return new Doings(calls.values().stream().sorted(byTime).toList(), gaps);
  }

  private List<JsonNode> read(
      Question question, String region, Instant since, Instant end, List<Doings.Gap> gaps) {
    if (clock.instant().isAfter(end)) {
      gaps.add(new Doings.Gap(question.words() + ": no time was left", region));
      return List.of();
    }
    try {
      EventHistory.Reading read = history.read(region, question.by(), question.value(), since);
      if (!read.complete()) {
        gaps.add(new Doings.Gap(question.words() + ": more than can be read in time", region));
      }
      return read.calls();
    } catch (StepFailedException e) {
      gaps.add(new Doings.Gap(question.words() + ": " + e.reason(), region));
      return List.of();
    }
  }

  /** The key of a session that the call began, if it did. */
  private static String session(JsonNode call) {
    return call.path("responseElements").path("credentials").path("accessKeyId").asText();
  }
}
