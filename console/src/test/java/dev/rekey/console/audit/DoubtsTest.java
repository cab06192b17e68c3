package dev.rekey.console.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.console.api.EvidenceDoubt;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DoubtsTest {
  private final Doubts doubts = new Doubts();

  @Test
  void it_goes_on_until_a_later_word_ends_it_and_reaches_as_far_as_any_word_said() {
    say(20, "A", "suspect", 10);
    assertThat(only().through()).isEmpty();
    assertThat(only().covers(1_000)).isTrue();
    say(30, "A", "ended", 12);
    assertThat(only().from()).as("nobody makes it smaller").isEqualTo(10);
    assertThat(only().through()).hasValue(29L);
    assertThat(only().covers(9)).isFalse();
    assertThat(only().covers(30)).isFalse();
  }

  @Test
  void what_is_said_later_to_have_begun_earlier_ends_where_it_ended() {
    say(30, "A", "ended", 20);
    say(40, "A", "ended", 10, 29);
    assertThat(only().from()).isEqualTo(10);
    assertThat(only().through()).hasValue(29L);
    say(50, "A", "ended", 10, 60);
    assertThat(only().through()).as("never beyond the word itself").hasValue(49L);
  }

  @Test
  void one_that_was_lifted_is_still_told_and_covers_nothing() {
    say(20, "A", "suspect", 10);
    say(25, "A", "lifted", 10);
    assertThat(only().state()).isEqualTo("lifted");
    assertThat(only().covers(15)).isFalse();
    assertThat(only().line()).contains("were in doubt", "ann and bob");
  }

  @Test
  void of_two_that_overlap_lifting_one_leaves_the_other() {
    say(20, "A", "ended", 10);
    say(22, "B", "ended", 15);
    say(30, "A", "lifted", 10);
    assertThat(covered(12)).isFalse();
    assertThat(covered(16)).isTrue();
  }

  @Test
  void a_lift_that_somebody_else_may_have_written_does_not_count_until_that_is_lifted_too() {
    say(20, "A", "ended", 10);
    say(30, "B", "suspect", 21);
    say(40, "A", "lifted", 10);
    assertThat(covered(12)).as("B may have said that").isTrue();
    say(50, "B", "lifted", 21);
    assertThat(covered(12)).isFalse();
    assertThat(covered(25)).isFalse();
  }

  @Test
  void entries_that_only_speak_of_it_are_none_of_it() {
    doubts.read(
        3,
        "{\"type\":\"dev.rekey.incident.note\",\"data\":{\"text\":\"dev.rekey.evidence.suspect\"}}"
            .getBytes(StandardCharsets.UTF_8));
    doubts.read(4, "dev.rekey.evidence.suspect".getBytes(StandardCharsets.UTF_8));
    assertThat(doubts.all()).isEmpty();
  }

  private boolean covered(long index) {
    return doubts.all().stream().anyMatch(one -> one.covers(index));
  }

  private EvidenceDoubt only() {
    assertThat(doubts.all()).hasSize(1);
    return doubts.all().getFirst();
  }

  private void say(long index, String incident, String stand, long from) {
    say(index, incident, stand, from, index - 1);
  }

  private void say(long index, String incident, String stand, long from, long through) {
    String entry =
        """
        {"type":"dev.rekey.evidence.suspect","subject":"%s","data":{"stand":"%s","from":%d,"through":%d,
        "since":"2026-11-25T03:00:00Z","sinceKnown":true,"by":"ann and bob","reason":"a drill"}}\
        """
            .formatted(incident, stand, from, through);
    doubts.read(index, entry.getBytes(StandardCharsets.UTF_8));
  }
}
