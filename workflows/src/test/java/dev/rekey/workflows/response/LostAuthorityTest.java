package dev.rekey.workflows.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.model.credential.SigningAuthority;
import dev.rekey.model.credential.Tier;
import dev.rekey.model.incident.Act;
import dev.rekey.model.incident.AtRisk;
import dev.rekey.model.incident.Decision;
import dev.rekey.model.incident.Finding;
import dev.rekey.model.incident.Milestone;
import dev.rekey.model.incident.OpenQuestion;
import dev.rekey.model.incident.ReportSource;
import dev.rekey.model.incident.ResponseCall;
import dev.rekey.model.incident.ResponseMode;
import dev.rekey.model.incident.ResponseStep;
import dev.rekey.model.incident.TimelineEntry;
import dev.rekey.model.inventory.DueCredential;
import dev.rekey.model.rollover.Approval;
import dev.rekey.model.rollover.RolloverQuestion;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.model.rotation.RotationRequest;
import dev.rekey.workflows.rollover.RolloverActivities;
import dev.rekey.workflows.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The key of an authority is in other hands: two persons, one order, and nothing removed first. */
class LostAuthorityTest {
  static final String STOP = "stop-issuance-own";
  static final String REMOVE = "remove-old-trust-own";
  private static final int MANY = 600;
  private static final Optional<Instant> NO_TIME = Optional.empty();

  private final ScriptedResponse world = new ScriptedResponse();
  private final PhasedAuthorities authorities = new PhasedAuthorities();

  private ResponseRig rig(int remembered) {
    return new ResponseRig(
        remembered,
        new World(),
        Twice.of(ResponseActivities.class, world),
        Twice.of(IncidentActivities.class, world.ledger()),
        Twice.of(RolloverActivities.class, authorities),
        world.notices());
  }

  static AtRisk own() {
    return new AtRisk(
        new DueCredential(
            new RotationRequest(
                SigningAuthority.of("own", "own-next", Optional.of("root"), List.of()),
                RotationReason.COMPROMISED,
                "response",
                Duration.ZERO,
                Duration.ofHours(1),
                Duration.ofHours(1)),
            Tier.CRITICAL,
            "erin",
            Instant.EPOCH),
        0);
  }

  private static ResponseWorkflow lost(ResponseRig rig, ReportSource source) {
    return rig.start(ResponseMode.REVOKE_FIRST, source, own());
  }

  static void yes(ResponseWorkflow response, String by, String question) {
    response.decide(
        new Decision(by, new Act.Approve(question, "seen"), Optional.of(Instant.EPOCH)));
  }

  static boolean asks(ResponseWorkflow response, String question) {
    return response.view().questions().stream().map(OpenQuestion::id).anyMatch(question::equals);
  }

  /** Two persons agree to each step, to the last of them so many minutes later. */
  static void replace(ResponseRig rig, ResponseWorkflow response, int minutes) {
    rig.passUntil(() -> asks(response, STOP));
    yes(response, "bob", STOP);
    rig.passUntil(() -> asks(response, REMOVE));
    rig.pass(minutes);
    yes(response, "bob", REMOVE);
  }

  private long contained() {
    return world.asked().stream().filter(one -> one.call() == ResponseCall.CONTAIN).count();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, MANY})
  void it_stops_by_two_persons_and_another_takes_its_place_in_one_order_whoever_crashes(
      int remembered) {
    try (ResponseRig rig = rig(remembered)) {
      ResponseWorkflow response = lost(rig, new ReportSource.Person("ann"));
      rig.passUntil(() -> asks(response, STOP));
      assertThat(contained()).isZero();
      assertThatThrownBy(() -> yes(response, "Ann", STOP)).hasStackTraceContaining("second person");
      yes(response, "bob", STOP);
      rig.passUntil(() -> asks(response, REMOVE));
      assertThat(authorities.happened())
          .containsExactly("own STOP_ISSUANCE", "own TRUST_BOTH", "own REISSUE");
      assertThatThrownBy(() -> yes(response, "ann", REMOVE))
          .hasStackTraceContaining("second person");
      yes(response, "bob", REMOVE);
      rig.awaitStep(response, ResponseStep.WATCH);
      assertThat(authorities.happened()).endsWith("own REISSUE", "own RETIRE_OLD", "own condemned");
      assertThat(response.view().timeline().stream().flatMap(one -> one.milestone().stream()))
          .containsOnlyOnce(Milestone.CONTAINED, Milestone.PROVEN, Milestone.RECOVERED);
      assertThat(response.view().timeline().stream().flatMap(one -> one.facts().stream()))
          .anySatisfy(fact -> assertThat(fact.what()).contains("the parent's list says revoked"));
    }
  }

  @Test
  void of_what_a_machine_reports_two_others_decide_and_a_suspect_is_neither() {
    try (ResponseRig rig = rig(MANY)) {
      ResponseWorkflow response = lost(rig, new ReportSource.Detector("siem"));
      rig.passUntil(() -> asks(response, STOP));
      yes(response, "mallory", STOP);
      assertThat(asks(response, STOP)).isTrue();
      response.decide(
          new Decision("bob", new Act.Suspect("mallory", "was there"), Optional.of(Instant.EPOCH)));
      rig.passUntil(() -> asks(response, STOP));
      assertThat(contained()).isZero();
      yes(response, "bob", STOP);
      assertThat(contained()).isZero();
      assertThatThrownBy(() -> yes(response, "bob", STOP)).hasStackTraceContaining("second person");
      yes(response, "carol", STOP);
      rig.awaitStep(response, ResponseStep.CONTAIN);
      assertThat(contained()).isPositive();
    }
  }

  @Test
  void who_says_no_is_heard_and_asked_again_later() {
    try (ResponseRig rig = rig(MANY)) {
      ResponseWorkflow response = lost(rig, new ReportSource.Person("ann"));
      rig.passUntil(() -> asks(response, STOP));
      response.decide(
          new Decision("bob", new Act.Refuse(STOP, "not sure"), Optional.of(Instant.EPOCH)));
      rig.pass();
      assertThat(asks(response, STOP)).isFalse();
      assertThat(contained()).isZero();
      rig.passUntil(() -> asks(response, STOP));
      yes(response, "bob", STOP);
      rig.awaitStep(response, ResponseStep.CONTAIN);
    }
  }

  @Test
  void the_old_trust_stays_while_somebody_shows_a_certificate_and_who_took_it_is_named() {
    authorities.presents(true);
    try (ResponseRig rig = rig(MANY)) {
      ResponseWorkflow response = lost(rig, new ReportSource.Person("ann"));
      rig.passUntil(() -> asks(response, STOP));
      yes(response, "bob", STOP);
      rig.passUntil(() -> authorities.happened().contains("own REISSUE"));
      world.finds(new Finding("trust was removed too early", "own", "db:5432", Optional.empty()));
      rig.passUntil(() -> says(response, "trust was removed too early"));
      assertThat(response.view().timeline())
          .anySatisfy(
              one -> {
                assertThat(one.milestone()).contains(Milestone.ESCALATED);
                assertThat(one.text()).contains("db:5432");
              });
      assertThat(asks(response, REMOVE)).isFalse();
      world.finds();
      rig.passUntil(() -> says(response, "believed again"));
      authorities.presents(false);
      rig.passUntil(() -> asks(response, REMOVE));
      assertThat(authorities.happened()).doesNotContain("own RETIRE_OLD");
    }
  }

  @Test
  void a_certificate_that_is_forged_while_another_takes_its_place_is_named_at_once_and_once() {
    authorities.presents(true);
    world.finds(forged("01"));
    try (ResponseRig rig = rig(MANY)) {
      ResponseWorkflow response = lost(rig, new ReportSource.Person("ann"));
      rig.passUntil(() -> asks(response, STOP));
      yes(response, "bob", STOP);
      rig.passUntil(() -> authorities.happened().contains("own REISSUE"));
      world.finds(forged("01"), forged("02"), new Finding("not looked at", "a", "b", NO_TIME));
      rig.passUntil(() -> says(response, "came up while it is replaced"));
      assertThat(authorities.happened()).doesNotContain("own RETIRE_OLD");
      long hunts = world.asked(ResponseCall.HUNT);
      rig.passUntil(() -> world.asked(ResponseCall.HUNT) > hunts + 2);
      assertThat(response.view().timeline())
          .filteredOn(one -> one.milestone().equals(Optional.of(Milestone.ESCALATED)))
          .filteredOn(one -> one.text().contains("has no record of"))
          .singleElement()
          .satisfies(one -> assertThat(one.text()).contains("02", "edge:443"))
          .satisfies(one -> assertThat(one.text()).doesNotContain("01", "not looked at"));
      assertThat(named(response, "02")).isEqualTo(1);
      assertThat(named(response, "not looked at")).isEqualTo(1);
    }
  }

  private static Finding forged(String serial) {
    return new Finding("certificate that own has no record of", serial, "edge:443", NO_TIME);
  }

  private static long named(ResponseWorkflow response, String what) {
    return response.view().timeline().stream()
        .filter(one -> one.step().equals(Optional.of(ResponseStep.HUNT)))
        .flatMap(one -> one.facts().stream())
        .filter(fact -> fact.what().contains(what))
        .count();
  }

  @Test
  void who_decides_at_the_rollover_itself_is_sent_to_the_incident() {
    try (ResponseRig rig = rig(MANY)) {
      ResponseWorkflow response = lost(rig, new ReportSource.Person("ann"));
      rig.passUntil(() -> asks(response, STOP));
      yes(response, "bob", STOP);
      rig.passUntil(() -> asks(response, REMOVE));
      Approval direct =
          new Approval(
              RolloverQuestion.REMOVE_OLD_TRUST, "mallory", Optional.of(Instant.EPOCH), "now");
      assertThatThrownBy(() -> rig.rollovers().of("own").approve(direct))
          .hasStackTraceContaining("agree there");
    }
  }

  private static boolean says(ResponseWorkflow response, String text) {
    return response.view().timeline().stream()
        .map(TimelineEntry::text)
        .anyMatch(one -> one.contains(text));
  }
}
