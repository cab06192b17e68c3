package dev.rekey.activities.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.activities.StepFailedException;
import dev.rekey.model.FailureCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceExportTest {
  @TempDir Path folder;
  private KeptLog log;

  @BeforeEach
  void keep() {
    log = new KeptLog(folder);
    log.append(1, 300);
    log.keeper().keep();
  }

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void an_entry_that_was_changed_in_the_ledger_is_refused_and_not_given_with_a_wrong_proof() {
    assertThat(export("e7")).containsKey("proofs/000000000006.tlog-proof");
    change("e7");
    assertThatThrownBy(() -> export("e7"))
        .isInstanceOfSatisfying(
            StepFailedException.class,
            e -> {
              assertThat(e.code()).isEqualTo(FailureCode.EVIDENCE_DIFFERS);
              assertThat(e.reason()).startsWith("Of the entries 0 to 255 in the ledger");
            });
  }

  @Test
  void what_is_far_from_a_changed_entry_is_still_given() {
    change("e7");
    assertThat(export("e290")).containsKey("proofs/000000000289.tlog-proof");
  }

  @Test
  void a_bundle_with_one_changed_entry_among_many_is_refused_as_a_whole() {
    change("e299");
    assertThatThrownBy(() -> export(Optional.empty())).hasMessageContaining("entries 256 to 299");
  }

  private void change(String id) {
    log.unguarded(
        "evidence_entry",
        "UPDATE rekey.evidence_entry SET leaf = convert_to('{}', 'UTF8') WHERE id = '" + id + "'");
  }

  private Map<String, byte[]> export(String id) {
    return export(Optional.of(id));
  }

  private Map<String, byte[]> export(Optional<String> id) {
    return new EvidenceExport(log.database.ledger())
        .of(
            new EvidenceQuestion(
                id,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of()));
  }
}
