package dev.rekey.exercise.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.exercise.scenario.Inject;
import dev.rekey.exercise.scenario.Library;
import dev.rekey.exercise.scenario.Scenario;
import dev.rekey.exercise.score.NeverCame;
import dev.rekey.model.incident.Act;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Of a lost authority: dana and petra are to stop it, and to agree that its trust is removed. */
class AwaitedActsTest {
  private static final Duration OVER = Duration.ofHours(4);
  private static final String STOP = "stop-issuance-mesh";

  private final AwaitedActs awaited =
      new AwaitedActs(Library.find("lost-authority").orElseThrow().scenario());

  private record Seated(Set<String> present) implements Room {
    @Override
    public boolean seats(String person) {
      return present.contains(person);
    }

    @Override
    public boolean isEmpty() {
      return false;
    }

    @Override
    public void hear(Inject inject) {}

    @Override
    public void asked(Scenario.Question question) {}
  }

  private List<NeverCame> neverCame(Duration over, String... present) {
    return awaited.neverCame(new Seated(Set.of(present)), over);
  }

  @Test
  void what_somebody_who_is_there_never_tried_is_named_with_the_limit_that_passed() {
    assertThat(neverCame(OVER, "dana"))
        .extracting(NeverCame::what)
        .containsExactly("Approve " + STOP, "Approve remove-old-trust-mesh");
    NeverCame first = neverCame(OVER, "dana").getFirst();
    assertThat(first.told()).isEqualTo(Duration.ofSeconds(50));
    assertThat(first.due()).isEqualTo(Duration.ofMinutes(2));
    assertThat(first.id()).isEqualTo("inject-2");
  }

  @Test
  void where_no_line_says_by_when_it_had_time_until_it_was_over() {
    assertThat(neverCame(OVER, "dana").getLast().due()).isEqualTo(OVER);
    assertThat(neverCame(OVER, "petra"))
        .filteredOn(one -> one.what().equals("RecordCause"))
        .extracting(NeverCame::due)
        .containsExactly(OVER); // its line gives two days
  }

  @Test
  void an_act_that_came_is_not_missing_whatever_became_of_it_and_a_no_is_an_answer() {
    awaited.tried("dana", new Act.Refuse(STOP, "I did not see it."));
    awaited.tried("petra", new Act.Approve("remove-old-trust-mesh", "Not mine to answer for dana"));
    assertThat(neverCame(OVER, "dana"))
        .extracting(NeverCame::what)
        .containsExactly("Approve remove-old-trust-mesh");
  }

  @Test
  void what_was_not_asked_for_yet_and_what_is_simulated_is_not_missing() {
    assertThat(neverCame(Duration.ofSeconds(40), "dana", "petra")).isEmpty();
    assertThat(neverCame(OVER, "omar")).isEmpty();
  }
}
