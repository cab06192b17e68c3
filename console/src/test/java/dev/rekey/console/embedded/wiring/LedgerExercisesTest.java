package dev.rekey.console.embedded.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rekey.activities.evidence.EvidenceExport;
import dev.rekey.activities.evidence.EvidenceKeeper;
import dev.rekey.activities.evidence.EvidenceQuestion;
import dev.rekey.activities.evidence.EvidenceSettings;
import dev.rekey.activities.testing.LedgerDatabase;
import dev.rekey.console.api.ExerciseFiling;
import dev.rekey.console.api.ExerciseFiling.Improvement;
import dev.rekey.console.api.RemediationView;
import dev.rekey.console.audit.Audit;
import dev.rekey.console.audit.EvidenceFiles;
import dev.rekey.console.audit.Trust;
import dev.rekey.console.audit.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerExercisesTest {
  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
  private static final LocalDate TODAY = LocalDate.parse("2026-11-29");
  private static final Trust NOBODY = new Trust(List.of(), List.of(), Optional.empty());

  @TempDir Path folder;

  @AutoClose private final LedgerDatabase database = new LedgerDatabase();
  private final LedgerExercises exercises = new LedgerExercises(database.ledger());

  @Test
  void an_exercise_is_a_leaf_of_its_own_kind_that_verifies_offline() throws IOException {
    exercises.file(filing(), "ann", NOW);
    exercises.file(filing(), "bob", NOW.plusSeconds(1));

    Path bundle = bundle("exercise/insider-1");
    assertThat(audit(bundle).findings()).isEmpty();
    assertThat(audit(bundle).entries()).isEqualTo(1);
    String leaf = onlyEntry(bundle);
    assertThat(leaf)
        .contains("\"type\":\"dev.rekey.exercise.concluded\"", "\"mark\":\"EXERCISE\"")
        .contains("\"grade\":\"M\"", "\"score\":\"71.5\"", "\"by\":\"ann\"");

    Path entry = bundle.resolve("entries").resolve(entryName(bundle));
    Files.writeString(entry, leaf.replace("\"grade\":\"M\"", "\"grade\":\"P\""));
    assertThat(audit(bundle).verified()).isFalse();
  }

  @Test
  void what_is_to_be_done_is_open_once_the_most_urgent_first_until_it_is_closed() {
    exercises.file(filing(), "ann", NOW);
    exercises.file(filing(), "ann", NOW);

    assertThat(exercises.open(TODAY))
        .extracting(RemediationView::id, RemediationView::overdue)
        .containsExactly(tuple("insider-1/E4", true), tuple("insider-1/E3", false));
    assertThat(exercises.close("insider-1/E4", "bob", "mended", NOW)).isTrue();
    assertThat(exercises.close("insider-1/E4", "bob", "again", NOW)).isFalse();
    assertThat(exercises.open(TODAY))
        .extracting(RemediationView::id)
        .containsExactly("insider-1/E3");
  }

  @Test
  void that_it_was_opened_and_closed_is_evidence_as_well() throws IOException {
    exercises.file(filing(), "ann", NOW);
    exercises.close("insider-1/E4", "bob", "mended", NOW);

    assertThat(onlyEntry(bundle("remediation/insider-1/E4/opened")))
        .contains("\"owner\":\"chris\"", "\"due\":\"2026-11-28\"");
    assertThat(onlyEntry(bundle("remediation/insider-1/E4/closed")))
        .contains("\"by\":\"bob\"", "\"note\":\"mended\"");
  }

  private static ExerciseFiling filing() {
    return new ExerciseFiling(
        "insider-1",
        "insider",
        2,
        "01".repeat(32),
        "23".repeat(32),
        "a rehearsal",
        NOW,
        71.5,
        "M",
        List.of(
            new Improvement("E3", "Mend it.", "dana", TODAY),
            new Improvement("E4", "Mend that.", "chris", TODAY.minusDays(1))));
  }

  private Path bundle(String id) throws IOException {
    EvidenceSettings settings =
        new EvidenceSettings(
            Optional.of("example.org/log"), Optional.empty(), List.of(), List.of(), List.of());
    new EvidenceKeeper(
            database.ledger(),
            settings.parties(database.ledger(), folder.resolve("evidence.key")),
            InstantSource.fixed(NOW))
        .keep();
    EvidenceQuestion question =
        new EvidenceQuestion(
            Optional.of(id),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of());
    Path bundle = folder.resolve(id.replace('/', '-'));
    for (var file : new EvidenceExport(database.ledger()).of(question).entrySet()) {
      Path path = bundle.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    return bundle;
  }

  private static Verdict audit(Path bundle) throws IOException {
    try (EvidenceFiles files = EvidenceFiles.open(bundle)) {
      return Audit.of(files, NOBODY);
    }
  }

  private static String entryName(Path bundle) throws IOException {
    try (var files = Files.list(bundle.resolve("entries"))) {
      return files.map(file -> file.getFileName().toString()).findFirst().orElseThrow();
    }
  }

  private static String onlyEntry(Path bundle) throws IOException {
    return Files.readString(bundle.resolve("entries").resolve(entryName(bundle)));
  }
}
