package dev.rekey.exercise.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Time may only go on while nobody is about to do something. */
class TurnsTest {
  private final Turns turns = new Turns(Instant.EPOCH);
  private final Actor ann = new Actor("ann", false);

  @BeforeEach
  void add() {
    turns.add(ann);
  }

  @Test
  void nobody_rests_while_somebody_runs() {
    assertThat(turns.atRest(Set.of())).isFalse();
  }

  @Test
  void who_waits_for_a_time_or_for_an_answer_that_is_not_given_yet_rests() {
    ann.waitUntil(Instant.EPOCH.plusSeconds(1), () -> false);
    assertThat(turns.atRest(Set.of())).isTrue();
    ann.ask("update");
    assertThat(turns.atRest(Set.of("update", "another"))).isTrue();
  }

  @Test
  void an_answer_that_is_on_its_way_is_waited_for_and_whoever_got_it_runs() {
    ann.ask("update");
    assertThat(turns.atRest(Set.of("another"))).isFalse();
    ann.run();
    assertThat(turns.atRest(Set.of("another"))).isFalse();
  }
}
