package dev.rekey.console.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.evidence.EvidenceExport;
import dev.rekey.activities.evidence.EvidenceQuestion;
import dev.rekey.activities.evidence.SuspectLog;
import dev.rekey.model.evidence.LogSuspicion;
import dev.rekey.model.evidence.LogSuspicion.Stand;
import dev.rekey.model.incident.IncidentId;
import dev.rekey.model.transparency.Checkpoint;
import dev.rekey.model.transparency.NoteKey;
import dev.rekey.model.transparency.SignedNote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuditTest extends AuditedLog {
  private static final Trust NOBODY = new Trust(List.of(), List.of(), Optional.empty());

  @Test
  void a_bundle_verifies_and_says_against_which_key() throws IOException {
    log(1, 20);
    Path bundle = bundle(Optional.empty());
    Verdict taken = audit(bundle, NOBODY);
    assertThat(taken.findings()).isEmpty();
    assertThat(taken.keyPinned()).isFalse();
    assertThat(taken.entries()).isEqualTo(20);
    assertThat(taken.witnesses()).isEmpty();
    Verdict pinned = audit(bundle, trusting(key()));
    assertThat(pinned.verified()).isTrue();
    assertThat(pinned.keyPinned()).isTrue();
    NoteKey another = NoteKey.of(key().name(), NoteKey.Kind.NOTE, new byte[32]);
    assertThat(lines(audit(bundle, trusting(another)))).contains("no key that you trust signed it");
  }

  @Test
  void what_somebody_else_may_have_written_verifies_and_is_said_to_be_in_doubt()
      throws IOException {
    log(1, 5);
    new SuspectLog(database.ledger())
        .mark(
            new LogSuspicion(
                new IncidentId("INC-0123456789AB"),
                1,
                Stand.ENDED,
                NOW.minusSeconds(1),
                true,
                false,
                "rekey",
                "its role leaked"),
            NOW);
    log(6, 7);
    for (Path place : List.of(bundle(Optional.empty()), folder.resolve("mirror"))) {
      Verdict verdict = audit(place, trusting(key()));
      assertThat(verdict.verified()).as(lines(verdict)).isTrue();
      assertThat(verdict.doubts())
          .singleElement()
          .satisfies(
              doubt -> {
                assertThat(doubt.covers(5)).isTrue();
                assertThat(doubt.covers(6)).as("the word itself").isFalse();
                assertThat(doubt.line()).startsWith("entries 0 to 5 are NOT TO BE BELIEVED");
              });
    }
  }

  @Test
  void each_changed_byte_of_an_entry_a_proof_or_the_checkpoint_of_a_bundle_is_found()
      throws IOException {
    log(1, 5);
    Path bundle = bundle(Optional.empty());
    List<Path> files =
        List.of(
            bundle.resolve("checkpoint"),
            bundle.resolve("log.vkey"),
            bundle.resolve("entries/000000000002.json"),
            bundle.resolve("proofs/000000000002.tlog-proof"));
    for (Path file : files) {
      eachFlipIsFound(bundle, file);
    }
  }

  @Test
  void what_is_missing_is_not_taken_for_what_was_never_logged() throws IOException {
    log(1, 5);
    Path bundle = bundle(Optional.empty());
    Files.delete(bundle.resolve("entries/000000000003.json"));
    Files.writeString(bundle.resolve("entries/000000000009.json"), "{}");
    assertThat(lines(audit(bundle, NOBODY)))
        .contains(
            "entries/000000000003.json, entry 3: it is listed, and missing or unreadable; it was"
                + " logged")
        .contains("entries/000000000009.json: it is not in the list of the bundle");
  }

  @Test
  void an_older_checkpoint_that_somebody_kept_is_continued() throws IOException {
    log(1, 7);
    SignedNote kept = SignedNote.parse(Files.readString(folder.resolve("mirror/checkpoint")));
    log(8, 30);
    Checkpoint then = Checkpoint.parse(kept.text());
    Path bundle = bundle(Optional.of(then.size()));
    Verdict verdict = audit(bundle, keeping(then));
    assertThat(verdict.continues()).contains(true);
    assertThat(verdict.verified()).isTrue();
    assertThat(audit(folder.resolve("mirror"), keeping(then)).continues()).contains(true);
    Checkpoint forked = new Checkpoint(then.origin(), then.size() - 1, then.root());
    assertThat(audit(bundle, keeping(forked)).continues()).contains(false);
    assertThat(audit(folder.resolve("mirror"), keeping(forked)).verified()).isFalse();
  }

  private void eachFlipIsFound(Path bundle, Path file) throws IOException {
    byte[] content = Files.readAllBytes(file);
    for (int at = 0; at < content.length; at++) {
      flipIsFound(bundle, file, content, at, NOBODY);
    }
  }

  private Path bundle(Optional<Long> since) throws IOException {
    Path bundle = folder.resolve("bundle");
    EvidenceQuestion question =
        new EvidenceQuestion(
            Optional.empty(),
            Optional.of("orders/db"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            since,
            List.of());
    for (var file : new EvidenceExport(database.ledger()).of(question).entrySet()) {
      Path path = bundle.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    return bundle;
  }

  private static Trust keeping(Checkpoint older) {
    return new Trust(List.of(), List.of(), Optional.of(older));
  }

  private static String lines(Verdict verdict) {
    return String.join("\n", verdict.findings().stream().map(Finding::line).toList());
  }
}
