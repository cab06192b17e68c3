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
 * What a user or a role did, by CloudTrail's event history: by its name and by each of its keys,
 * and with the sessions of roles that it assumed, from one to the next. Bounded: CloudTrail gives
 * two pages a second.
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
      if (by == LookupAttributeKey.EVENT_NAME) {
        return "calls of " + value;
      }
      return (by == LookupAttributeKey.USERNAME ? "calls of the user " : "calls signed with ")
          + value;
    }
  }

  /** What the user did since then in these regions. */
  public Doings of(String user, List<String> keys, List<String> regions, Instant since) {
    Search search = new Search(since, clock.instant().plus(LIMIT), keys.size() + 1 + SESSIONS);
    search.follow(new Question(LookupAttributeKey.USERNAME, user));
    keys.forEach(key -> search.follow(new Question(LookupAttributeKey.ACCESS_KEY_ID, key)));
    return search.in(regions);
  }

  /** The calls that were signed with these keys themselves since then. */
  public Doings signedWith(List<String> keys, List<String> regions, Instant since) {
    Search search = new Search(since, clock.instant().plus(LIMIT), keys.size());
    keys.forEach(key -> search.follow(new Question(LookupAttributeKey.ACCESS_KEY_ID, key)));
    return search.in(regions);
  }

  /** What the sessions of a role did that were begun since then, as many as are followed. */
  public Doings ofRole(String role, List<String> regions, Instant since) {
    Search search = new Search(since, clock.instant().plus(LIMIT), SESSIONS);
    for (String region : regions) {
      for (String begins :
          List.of("AssumeRole", "AssumeRoleWithWebIdentity", "AssumeRoleWithSAML")) {
        search.followSessions(role, new Question(LookupAttributeKey.EVENT_NAME, begins), region);
      }
    }
    return search.in(regions);
  }

  /** One search, from question to question. */
  private final class Search {
    private final Deque<Question> open = new ArrayDeque<>();
    private final Set<Question> asked = new HashSet<>();
    private final Map<String, JsonNode> calls = new LinkedHashMap<>();
    private final List<Doings.Gap> gaps = new ArrayList<>();
    private final Instant since;
    private final Instant end;
    private final int most;
    private boolean refused;

    Search(Instant since, Instant end, int most) {
      this.since = since;
      this.end = end;
      this.most = most;
    }

    void follow(Question question) {
      if (question.value().isEmpty() || asked.contains(question)) {
        return;
      }
      if (asked.size() < most) {
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
          .forEach(call -> follow(new Question(LookupAttributeKey.ACCESS_KEY_ID, session(call))));
    }

    Doings in(List<String> regions) {
      while (!open.isEmpty()) {
        Question question = open.remove();
        regions.forEach(region -> read(question, region).forEach(this::note));
      }
      if (refused) {
        gaps.add(new Doings.Gap("more sessions than are followed", String.join(", ", regions)));
      }
      Comparator<JsonNode> byTime = Comparator.comparing(call -> call.path("eventTime").asText());
      return new Doings(calls.values().stream().sorted(byTime).toList(), gaps);
    }

    private void note(JsonNode call) {
      calls.putIfAbsent(call.path("eventID").asText(), call);
      follow(new Question(LookupAttributeKey.ACCESS_KEY_ID, session(call)));
      Doings.userMade(call)
          .ifPresent(made -> follow(new Question(LookupAttributeKey.USERNAME, made)));
    }

    private List<JsonNode> read(Question question, String region) {
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
  }

  /** The key of a session that the call began, if it did. */
  private static String session(JsonNode call) {
    return call.path("responseElements").path("credentials").path("accessKeyId").asText();
  }
}
