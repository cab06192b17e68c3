package dev.rekey.workflows.response;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.Tier;
import dev.rekey.model.evidence.LogCheck;
import dev.rekey.model.evidence.LogSuspicion;
import dev.rekey.model.evidence.LogSuspicion.Stand;
import dev.rekey.model.incident.Act;
import dev.rekey.model.incident.AtRisk;
import dev.rekey.model.incident.Decision;
import dev.rekey.model.incident.IncidentView.State;
import dev.rekey.model.incident.ReportSource;
import dev.rekey.model.incident.ResponseMode;
import dev.rekey.model.incident.ResponseStep;
import dev.rekey.model.incident.RootCause;
import dev.rekey.model.incident.TimelineEntry;
import dev.rekey.model.notice.Notice;
import dev.rekey.model.rotation.Fact;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.workflows.world.Fleet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** S20: what Rekey itself acts by is in other hands. */
class OwnHandsTest {
  private static final List<AtRisk> SERVED =
      IntStream.range(0, 40)
          .mapToObj(
              number -> ResponseRig.atRisk("own/" + number, List.of(Tier.values()).get(number % 4)))
          .toList();

  private final ScriptedResponse world = new ScriptedResponse();
  private final ScriptedChannels channels = new ScriptedChannels();
  private final Fleet rotations = new Fleet();

  @BeforeEach
  void the_function_of_postgres_users_acts_with_it() {
    world.ledger().wields(LeakedRevoker.wielded(List.of("rekey-postgres-user"), SERVED));
  }

  /** With nothing remembered it is as if the worker died after each of its tasks. */
  @ParameterizedTest
  @ValueSource(ints = {600, 0})
  void the_role_is_cut_at_once_its_time_is_marked_and_all_that_it_served_is_replaced_afterwards(
      int remembered) {
    try (ResponseRig rig = rig(remembered)) {
      ResponseWorkflow response = LeakedRevoker.leaked(rig, true);
      rig.passUntil(() -> recovered(response) == SERVED.size() + 1);
      Instant accepted = response.view().timeline().getFirst().at();
      Instant exposed = accepted.minus(LeakedRevoker.BEFORE);
      assertThat(passed(accepted, first(response, "rekey/revoker", ResponseStep.CONTAIN)))
          .isLessThanOrEqualTo(Duration.ofSeconds(60));
      assertThat(passed(accepted, first(response, "rekey/revoker", ResponseStep.PROVE)))
          .isLessThanOrEqualTo(Duration.ofMinutes(3));
      assertThat(first(response, "own/0", ResponseStep.RECOVER).number())
          .as("who has the role would read the new value too")
          .isGreaterThan(first(response, "rekey/revoker", ResponseStep.PROVE).number());
      assertThat(rig.mostBegunAtOnce()).isLessThanOrEqualTo(17);
      assertThat(tiers().subList(0, 16)).filteredOn(Tier.CRITICAL::equals).hasSize(10);
      assertThat(words())
          .extracting(LogSuspicion::stand)
          .containsExactly(Stand.SUSPECT, Stand.ENDED);
      assertThat(words())
          .allSatisfy(
              word -> {
                assertThat(word.since()).isBetween(exposed.minusSeconds(5), exposed);
                assertThat(word.sinceKnown()).isTrue();
                assertThat(word.key()).isFalse();
              });
      assertThat(told("Rekey itself acts by it, in rekey-postgres-user"))
          .singleElement()
          .satisfies(one -> assertThat(one.next()).startsWith("40 credentials that it serves"));
    }
  }

  @Test
  void the_logs_key_is_looked_at_and_what_is_wrong_with_it_pages_people() {
    world
        .ledger()
        .finds(
            new LogCheck(
                List.of(new Fact("it vouched for 3 entries", "w1", Instant.EPOCH)),
                List.of("The log is signed by another key"),
                List.of("The mirror m is away")));
    try (ResponseRig rig = rig(600)) {
      ResponseWorkflow response = LeakedRevoker.leaked(rig, true);
      rig.awaitStep(response, ResponseStep.PROVE);
      rig.pass();
      assertThat(told("The log is signed by another key")).hasSize(1);
      assertThat(response.view().timeline())
          .filteredOn(one -> one.kind() == TimelineEntry.Kind.FAILURE)
          .extracting(TimelineEntry::text)
          .contains("The mirror m is away", "The log is signed by another key")
          .anyMatch(text -> text.startsWith("of the evidence log, not to be believed: entries 3"));
      assertThat(response.view().timeline())
          .flatExtracting(TimelineEntry::facts)
          .contains(new Fact("it vouched for 3 entries", "w1", Instant.EPOCH));
    }
  }

  @Test
  void who_signs_the_evidence_has_its_key_too_and_a_time_that_nobody_knows_is_said_to_be_that() {
    world.ledger().wields(LeakedRevoker.wielded(List.of("rekey-evidence"), List.of()));
    try (ResponseRig rig = rig(600)) {
      ResponseWorkflow response = LeakedRevoker.leaked(rig, false);
      rig.awaitStep(response, ResponseStep.PROVE);
      rig.pass();
      assertThat(words()).allMatch(LogSuspicion::key).noneMatch(LogSuspicion::sinceKnown);
      assertThat(told("The key that signs the evidence may be in other hands.")).hasSize(1);
      assertThat(response.view().timeline())
          .extracting(TimelineEntry::text)
          .anyMatch(text -> text.contains("at least: since when is not known"));
    }
  }

  @Test
  void a_false_alarm_is_dismissed_by_two_and_the_log_says_who_they_were() {
    try (ResponseRig rig = rig(600)) {
      ResponseWorkflow response = LeakedRevoker.leaked(rig, true);
      rig.awaitStep(response, ResponseStep.PROVE);
      decide(response, "ann", new Act.Dismiss("a drill"));
      decide(response, "bob", new Act.Approve(People.DISMISS, "I announced it"));
      rig.awaitEnd();
      assertThat(response.view().state()).isEqualTo(State.DISMISSED);
      assertThat(words().getLast())
          .satisfies(
              word -> {
                assertThat(word.stand()).isEqualTo(Stand.LIFTED);
                assertThat(word.by()).isEqualTo("ann and bob");
                assertThat(word.reason()).isEqualTo("I announced it");
              });
    }
  }

  @Test
  void a_person_says_since_when_and_that_the_key_leaked_of_any_credential() {
    try (ResponseRig rig = rig(600)) {
      ResponseWorkflow response =
          rig.start(
              ResponseMode.REVOKE_FIRST,
              new ReportSource.Person("rita"),
              ResponseRig.atRisk("orders/db"));
      rig.awaitStep(response, ResponseStep.WATCH);
      assertThat(words()).isEmpty();
      Instant since = response.view().timeline().getFirst().at().minus(Duration.ofDays(2));
      decide(response, "ann", new Act.SuspectEvidence(Optional.of(since), true, "a shell there"));
      rig.pass();
      assertThat(words())
          .extracting(LogSuspicion::stand)
          .containsExactly(Stand.SUSPECT, Stand.ENDED);
      assertThat(words().getFirst())
          .satisfies(
              word -> {
                assertThat(word.since()).isEqualTo(since);
                assertThat(word.by()).isEqualTo("ann");
                assertThat(word.key()).isTrue();
              });
      decide(response, "rita", cause());
      decide(response, "rita", new Act.Close("done"));
      rig.awaitEnd();
      assertThat(words()).as("it ended already").hasSize(2);
    }
  }

  @Test
  void a_role_that_nobody_enrolled_is_cut_by_people_and_only_then_is_replaced_what_it_served() {
    try (ResponseRig rig = rig(600)) {
      ResponseWorkflow response = LeakedRevoker.named(rig);
      rig.passUntil(() -> response.view().questions().stream().anyMatch(q -> isByHand(q.id())));
      rig.pass(30);
      assertThat(recovered(response)).isZero();
      assertThat(words()).extracting(LogSuspicion::stand).containsExactly(Stand.SUSPECT);
      decide(response, "ann", new Act.Approve("by-hand", "denied everything"));
      rig.passUntil(() -> recovered(response) == SERVED.size());
      assertThat(words())
          .extracting(LogSuspicion::stand)
          .containsExactly(Stand.SUSPECT, Stand.ENDED);
    }
  }

  private static boolean isByHand(String question) {
    return question.equals(ByHand.BY_HAND);
  }

  private ResponseRig rig(int remembered) {
    return new ResponseRig(remembered, rotations, world, world.ledger(), channels);
  }

  private static Act cause() {
    return new Act.RecordCause(
        new RootCause(
            "The role was read from a core dump.", RootCause.Category.IN_ARTIFACT, "GuardDuty"));
  }

  private List<LogSuspicion> words() {
    return world.ledger().words();
  }

  private List<Notice> told(String known) {
    return channels.told("ESCALATED").stream()
        .filter(one -> one.known().startsWith(known))
        .toList();
  }

  private List<Tier> tiers() {
    return rotations.steps().stream()
        .filter(one -> one.step() == RotationStep.CREATE)
        .map(one -> one.credential().secret())
        .distinct()
        .flatMap(secret -> SERVED.stream().filter(one -> one.secret().equals(secret)))
        .map(one -> one.recovery().tier())
        .toList();
  }

  private static Duration passed(Instant since, TimelineEntry entry) {
    return Duration.between(since, entry.at());
  }

  private static TimelineEntry first(ResponseWorkflow response, String secret, ResponseStep step) {
    return response.view().timeline().stream()
        .filter(one -> one.step().filter(step::equals).isPresent())
        .filter(one -> one.secrets().contains(new SecretId(secret)))
        .filter(one -> one.kind() == TimelineEntry.Kind.STEP)
        .findFirst()
        .orElseThrow();
  }

  private static long recovered(ResponseWorkflow response) {
    return response.view().timeline().stream()
        .filter(one -> one.step().filter(ResponseStep.RECOVER::equals).isPresent())
        .flatMap(one -> one.secrets().stream())
        .distinct()
        .count();
  }

  private static void decide(ResponseWorkflow response, String person, Act act) {
    response.decide(new Decision(person, act, Optional.of(Instant.EPOCH)));
  }
}
