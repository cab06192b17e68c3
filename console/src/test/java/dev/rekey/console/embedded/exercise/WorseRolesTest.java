package dev.rekey.console.embedded.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.Deed;
import dev.rekey.exercise.run.Outcome;
import dev.rekey.exercise.run.Tampering;
import dev.rekey.exercise.score.Grade;
import dev.rekey.exercise.score.Mark;
import dev.rekey.exercise.world.Twist;
import dev.rekey.model.credential.IamRole;
import dev.rekey.model.incident.Living;
import dev.rekey.model.incident.Reach;
import dev.rekey.model.trigger.Clue;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** S03 and S04: a response to a role that was made worse on purpose is worth visibly less. */
class WorseRolesTest {
  private static final String CHAIN = "session-outlives-key";
  private static final String PIPELINE = "ci-role";

  /** As both score when nothing is made worse. */
  private static final double WHOLE = 100;

  private static final double VISIBLY = 5;

  @TempDir static Path folder;

  private static Playing playing;

  @BeforeAll
  static void start() {
    playing = new Playing(folder);
  }

  @AfterAll
  static void stop() {
    playing.close();
  }

  private static Outcome worse(String scenario, Tampering how) {
    Outcome outcome = playing.playWhole(scenario, how);
    assertThat(outcome.card().score()).isLessThan(WHOLE - VISIBLY);
    assertThat(outcome.card().grade()).isGreaterThan(Grade.P);
    return outcome;
  }

  private static List<String> lost(Outcome outcome) {
    return outcome.card().marks().stream()
        .filter(mark -> mark.points() < (mark.id().startsWith("F") ? 0 : mark.weight()))
        .map(Mark::id)
        .toList();
  }

  @Test
  void s03_a_chain_that_is_forgotten_costs() {
    Set<Object> contained = ConcurrentHashMap.newKeySet();
    Outcome outcome =
        worse(
            CHAIN,
            Worse.at(
                (target, verb, arguments, asIs) ->
                    switch (verb) {
                      case "contain" -> // the second time looks for the chain
                          contained.add(arguments[0]) ? asIs.doIt() : List.of();
                      case "living" -> withoutRoles((List<?>) asIs.doIt());
                      case "reach" -> firstHop((Reach) asIs.doIt());
                      default -> asIs.doIt();
                    }));
    assertThat(lost(outcome)).contains("E4", "E6", "F3").doesNotContain("E3", "E5", "F2");
  }

  private static List<Living> withoutRoles(List<?> living) {
    return living.stream()
        .map(Living.class::cast)
        .filter(one -> !one.what().startsWith("sessions of a role"))
        .toList();
  }

  private static Reach firstHop(Reach reach) {
    List<Clue> near =
        reach.reached().stream().filter(clue -> !clue.toString().contains("archive")).toList();
    return new Reach(reach.could(), reach.did(), reach.users(), near);
  }

  @Test
  void s04_sessions_that_are_cut_while_the_trust_policy_stays_open_cost() {
    Outcome outcome =
        worse(
            PIPELINE,
            Worse.at(
                (target, verb, arguments, asIs) ->
                    arguments != null && arguments[0] instanceof IamRole
                        ? Worse.revokingOnly(target, verb, arguments, asIs, "sessions are cut")
                        : asIs.doIt()));
    assertThat(lost(outcome)).contains("E1", "F1");
  }

  @Test
  void s04_a_pattern_that_a_colleague_brings_back_and_nobody_looks_at_costs() {
    Outcome outcome =
        worse(
            PIPELINE,
            Worse.at(
                (target, verb, arguments, asIs) ->
                    verb.equals("living") ? List.of() : asIs.doIt()));
    assertThat(lost(outcome)).contains("F1");
  }

  @Test
  void s04_a_pipeline_that_nobody_is_asked_to_pause_costs() {
    Outcome outcome =
        worse(
            PIPELINE,
            Worse.at(
                (target, verb, arguments, asIs) ->
                    verb.equals("contain") ? ours((List<?>) asIs.doIt()) : asIs.doIt()));
    assertThat(lost(outcome)).contains("E4", "E5");
  }

  private static List<Deed> ours(List<?> deeds) {
    return deeds.stream()
        .map(Deed.class::cast)
        .filter(deed -> deed.by() != Deed.By.PEOPLE)
        .toList();
  }

  @Test
  void as_they_are_both_pass_without_an_opponent_too() {
    for (String scenario : List.of(CHAIN, PIPELINE)) {
      assertThat(playing.play(scenario, Twist.withoutOpponent()).alive()).isEmpty();
    }
  }
}
