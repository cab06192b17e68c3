package dev.rekey.console.embedded.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.secret.Login;
import dev.rekey.exercise.run.Outcome;
import dev.rekey.exercise.run.Tampering;
import dev.rekey.exercise.score.Grade;
import dev.rekey.exercise.score.Mark;
import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.incident.ResponseStep;
import dev.rekey.workflows.response.RunbookShelf;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A response that was made worse on purpose is worth visibly less. */
class WorseRunbooksTest {
  private static final String LEAK = "leaked-iam-key";
  private static final double VISIBLY = 5;

  @TempDir static Path folder;

  private static Playing playing;
  private static Outcome asItIs;

  @BeforeAll
  static void play_it_as_it_is() {
    playing = new Playing(folder);
    asItIs = playing.play(LEAK, Playing.runbooks(), Playing.AS_IT_IS);
  }

  @AfterAll
  static void stop() {
    playing.close();
  }

  private static void worse(Tampering how, String... lines) {
    worse(asItIs, playing.play(LEAK, Playing.runbooks(), how), lines);
  }

  /** Worth less, and for the reason that is meant: these lines are findings, and were none. */
  private static void worse(Outcome good, Outcome bad, String... lines) {
    assertThat(bad.card().score()).isLessThan(good.card().score() - VISIBLY);
    assertThat(bad.card().grade()).isGreaterThan(good.card().grade());
    assertThat(found(bad)).contains(lines);
    assertThat(found(good)).doesNotContain(lines);
  }

  private static List<String> found(Outcome outcome) {
    return outcome.card().marks().stream().filter(Mark::finding).map(Mark::id).toList();
  }

  @Test
  void as_it_is_it_passes() {
    assertThat(asItIs.card().grade()).isEqualTo(Grade.P);
    assertThat(asItIs.card().capped()).isEmpty();
  }

  @Test
  void to_wait_for_a_notice_before_anything_is_revoked_costs() {
    worse(Worse.afterWaiting(Duration.ofSeconds(30)), "E2");
  }

  @Test
  void the_reported_key_alone_is_not_enough() {
    worse(
        Worse.at(
            (target, verb, arguments, asIs) ->
                Worse.revokingOnly(target, verb, arguments, asIs, "the reported key is refused")),
        "F2");
  }

  @Test
  void to_delete_what_should_be_switched_off_costs() {
    worse(
        Worse.at(
            (target, verb, arguments, asIs) -> {
              if (verb.equals("contain") && ((Optional<?>) arguments[3]).isEmpty()) {
                target.unmake(
                    (CredentialSpec) arguments[0], (Login) arguments[1], (Login) arguments[2]);
              }
              return asIs.doIt();
            }),
        "F1");
  }

  @Test
  void to_bring_the_leaked_version_back_costs() {
    AtomicReference<Login> leaked = new AtomicReference<>();
    worse(
        Worse.at(
            (target, verb, arguments, asIs) -> {
              if (verb.equals("contain")) {
                leaked.compareAndSet(null, (Login) arguments[2]);
              }
              if (verb.equals("hunt")) {
                target.reinstate(Worse.spec(arguments), (Login) arguments[1], leaked.get());
              }
              return asIs.doIt();
            }),
        "F3");
  }

  @Test
  void one_look_is_not_enough_where_somebody_restores() {
    RunbookShelf real = Playing.runbooks();
    RunbookShelf once =
        kind ->
            Playing.without(
                real.of(kind),
                List.of(ResponseStep.STABILIZE, ResponseStep.WATCH, ResponseStep.PROVE));
    Outcome good = playing.play("restoring-opponent", real, Playing.AS_IT_IS);
    Outcome bad = playing.play("restoring-opponent", once, Playing.AS_IT_IS);
    worse(good, bad, "E4");
  }
}
