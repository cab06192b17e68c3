package dev.rekey.activities.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.model.evidence.LogSuspicion;
import dev.rekey.model.evidence.LogSuspicion.Stand;
import dev.rekey.model.evidence.MarkedStretch;
import dev.rekey.model.incident.IncidentId;
import dev.rekey.model.transparency.Checkpoint;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuspectLogTest {
  private static final IncidentId INCIDENT = new IncidentId("INC-0123456789AB");
  private static final Instant TWO = Instant.parse("2026-11-25T02:00:00Z");
  private static final Instant THREE = Instant.parse("2026-11-25T03:00:00Z");
  private static final Instant FOUR = Instant.parse("2026-11-25T04:00:00Z");

  @TempDir Path folder;
  @AutoClose private KeptLog log;
  private SuspectLog suspect;

  @BeforeEach
  void open() {
    log = new KeptLog(folder);
    suspect = new SuspectLog(log.database.ledger());
    log.append(1, 3);
    log.keepAt(TWO);
    log.keepAt(TWO); // the key is the fourth entry
  }

  @Test
  void it_reaches_from_what_was_not_signed_before_to_all_that_is_there_and_is_an_entry_itself() {
    log.append(4, 5);
    log.keepAt(FOUR);
    log.append(6, 6); // without a place yet
    assertThat(mark(1, Stand.SUSPECT, THREE)).isEqualTo(new MarkedStretch(4, 7));
    log.append(7, 7);
    log.keepAt(FOUR);
    assertThat(log.ids()).endsWith("e6", "evidence/suspect/" + INCIDENT + "/1", "e7");
    assertThat(Checkpoint.parse(log.latest().text()).root()).isEqualTo(log.rootByHand());
    assertThat(leaf(7))
        .contains("\"from\":4", "\"through\":6", "\"stand\":\"suspect\"", "\"size\":4")
        .contains("\"by\":\"rekey\"", "\"sinceKnown\":true", INCIDENT.value());
  }

  @Test
  void it_is_what_no_checkpoint_covered_then_whatever_time_the_entries_name() {
    log.append(4, 300);
    log.keepAt(THREE);
    log.append(301, 302); // they say that they are older
    log.keepAt(FOUR);
    assertThat(mark(1, Stand.SUSPECT, THREE)).isEqualTo(new MarkedStretch(301, 303));
  }

  @Test
  void nobody_signed_before_so_all_of_it_is_in_doubt() {
    assertThat(mark(1, Stand.SUSPECT, TWO.minusSeconds(1)).from()).isZero();
    assertThat(leaf(4)).doesNotContain("trusted");
  }

  @Test
  void what_is_told_twice_is_one_word_and_what_is_told_later_is_another() {
    MarkedStretch first = mark(1, Stand.SUSPECT, THREE);
    assertThat(mark(1, Stand.SUSPECT, THREE)).isEqualTo(first);
    log.append(4, 8);
    assertThat(mark(2, Stand.ENDED, THREE)).isEqualTo(new MarkedStretch(4, 10));
    assertThat(suspect.words(List.of()))
        .extracting(SuspectLog.Word::index)
        .containsExactly(4L, 10L);
    assertThat(suspect.words(List.of(INCIDENT.value()))).as("who must not see it").isEmpty();
  }

  @Test
  void what_begins_earlier_than_was_said_ends_where_it_ended() {
    log.append(4, 8);
    log.keepAt(FOUR);
    MarkedStretch first = mark(1, Stand.ENDED, FOUR.plusSeconds(1));
    assertThat(first.from()).isEqualTo(9);
    log.append(9, 12);
    LogSuspicion word =
        new LogSuspicion(
            INCIDENT,
            2,
            Stand.ENDED,
            THREE,
            true,
            false,
            "rekey",
            "it was abused before",
            Optional.of(first.last()));
    assertThat(suspect.mark(word, FOUR).words()).isEqualTo("entries 4 to " + first.last());
    assertThat(leaf(Math.toIntExact(log.leaves().size() - 1)))
        .contains("\"from\":4", "\"through\":" + first.last());
  }

  @Test
  void the_256th_entry_completes_its_tile_also_if_it_is_such_a_word() {
    log.append(4, 254);
    assertThat(mark(1, Stand.SUSPECT, THREE).mark()).isEqualTo(255);
    log.append(255, 520);
    log.keepAt(FOUR);
    assertThat(Checkpoint.parse(log.latest().text()).root()).isEqualTo(log.rootByHand());
    assertThat(log.problem(folder.resolve("mirror").toString())).isEmpty();
  }

  @Test
  void a_bundle_of_what_lies_in_it_brings_the_words_and_one_for_who_must_not_see_it_does_not() {
    log.append(4, 5);
    mark(1, Stand.SUSPECT, THREE);
    log.keepAt(FOUR);
    assertThat(export(List.of())).contains("entries/000000000006.json");
    assertThat(export(List.of(INCIDENT.value()))).doesNotContain("entries/000000000006.json");
  }

  private List<String> export(List<String> hidden) {
    return List.copyOf(
        new EvidenceExport(log.database.ledger())
            .of(
                new EvidenceQuestion(
                    Optional.of("e4"),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    hidden))
            .keySet());
  }

  private MarkedStretch mark(int number, Stand stand, Instant since) {
    return suspect.mark(
        new LogSuspicion(INCIDENT, number, stand, since, true, false, "rekey", "its role leaked"),
        FOUR);
  }

  private String leaf(int index) {
    return new String(log.leaves().get(index), StandardCharsets.UTF_8);
  }
}
