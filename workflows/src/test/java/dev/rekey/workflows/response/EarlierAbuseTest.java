package dev.rekey.workflows.response;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.model.evidence.LogSuspicion;
import dev.rekey.model.evidence.LogSuspicion.Stand;
import dev.rekey.model.incident.CompromiseReport;
import dev.rekey.model.incident.Finding;
import dev.rekey.model.incident.ReportSource;
import dev.rekey.model.incident.ResponseCall;
import dev.rekey.model.incident.ResponseRequest;
import dev.rekey.model.incident.ResponseStep;
import dev.rekey.model.incident.TimelineEntry;
import dev.rekey.model.rotation.Fact;
import dev.rekey.workflows.world.Fleet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** S20: what Rekey itself acts by was in other hands before anybody said so. */
class EarlierAbuseTest {
  private static final Duration LONG_BEFORE = Duration.ofDays(3);

  private final ScriptedResponse world = new ScriptedResponse();
  @AutoClose private final ResponseRig rig = rig();

  private ResponseRig rig() {
    return new ResponseRig(
        600,
        new Fleet(),
        world,
        new ScriptedOrganization(),
        world.ledger(),
        new ScriptedChannels());
  }

  @BeforeEach
  void the_function_of_postgres_users_acts_with_it() {
    world.ledger().wields(LeakedRevoker.wielded(List.of("rekey-postgres-user"), List.of()));
  }

  @Test
  void the_log_is_in_doubt_from_then_on_up_to_where_it_ended_and_a_hunt_goes_as_far_back() {
    Instant then = now().minus(LONG_BEFORE);
    world.ledger().abusedBefore(new Fact("first call outside of Lambda", "203.0.113.7", then));
    ResponseWorkflow response = LeakedRevoker.leaked(rig, true);
    rig.passUntil(() -> words().size() == 3);
    assertThat(words())
        .extracting(LogSuspicion::stand)
        .containsExactly(Stand.SUSPECT, Stand.ENDED, Stand.ENDED);
    assertThat(words().subList(0, 2))
        .allSatisfy(word -> assertThat(word.since()).isAfter(then.plus(Duration.ofDays(2))));
    assertThat(words().getLast().since()).isEqualTo(then);
    assertThat(words().getLast().through()).as("the entry before the second word").hasValue(8L);
    assertThat(texts(response))
        .anyMatch(
            text ->
                text.startsWith("of the evidence log, not to be believed: entries 3 to 8 (it was")
                    && text.contains(then + ": first call outside of Lambda, 203.0.113.7"));
    rig.passUntil(() -> hunts().size() == 2);
    assertThat(hunts().getLast().since()).isEqualTo(then);
    rig.awaitStep(response, ResponseStep.WATCH);
    rig.pass(90);
    assertThat(words()).as("the same sign again is no news").hasSize(3);
  }

  @Test
  void what_it_left_behind_before_tells_so_too_and_what_is_younger_does_not() {
    Instant then = now().minus(LONG_BEFORE);
    world.finds(
        new Finding("function", "back()", "db", Optional.of(then)),
        new Finding("relation", "loot", "db", Optional.of(now())),
        new Finding("relation", "found", "db", Optional.empty()));
    LeakedRevoker.leaked(rig, true);
    rig.passUntil(() -> words().size() == 3);
    assertThat(words().getLast().since()).isEqualTo(then);
    assertThat(words().getLast().reason()).contains("function: back(), db");
  }

  @Test
  void of_what_is_none_of_rekey_s_own_it_says_nothing_about_the_log() {
    world.ledger().wields(LeakedRevoker.wielded(List.of(), List.of()));
    world.ledger().abusedBefore(new Fact("first call", "203.0.113.7", now().minus(LONG_BEFORE)));
    ResponseWorkflow response = LeakedRevoker.leaked(rig, true);
    rig.awaitStep(response, ResponseStep.WATCH);
    assertThat(words()).isEmpty();
    assertThat(hunts()).hasSize(1);
  }

  @Test
  void a_later_report_says_so_and_one_that_names_less_does_not() {
    ResponseWorkflow response = LeakedRevoker.leaked(rig, true);
    rig.passUntil(() -> words().size() == 2);
    response.report(later("s/2", LeakedRevoker.BEFORE.dividedBy(2)));
    response.report(later("s/3", LONG_BEFORE));
    rig.passUntil(() -> words().size() > 2);
    assertThat(words().get(2).since())
        .isBefore(words().get(1).since().minus(LONG_BEFORE.dividedBy(2)));
    assertThat(words().get(2).reason()).isEqualTo("it was exposed before what was said");
  }

  private CompromiseReport later(String signal, Duration before) {
    return rig.exposed(
        signal,
        new ReportSource.Detector("guardduty"),
        Optional.of(before),
        LeakedRevoker.revoker());
  }

  private Instant now() {
    return later("now", Duration.ZERO).receivedAt();
  }

  private List<LogSuspicion> words() {
    return world.ledger().words();
  }

  private List<ResponseRequest> hunts() {
    return world.asked().stream().filter(one -> one.call() == ResponseCall.HUNT).toList();
  }

  private static List<String> texts(ResponseWorkflow response) {
    return response.view().timeline().stream().map(TimelineEntry::text).toList();
  }
}
