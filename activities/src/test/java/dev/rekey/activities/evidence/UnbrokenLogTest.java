package dev.rekey.activities.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.model.transparency.Checkpoint;
import dev.rekey.model.transparency.NoteKey;
import dev.rekey.model.transparency.SignedNote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnbrokenLogTest {
  @TempDir Path folder;
  private KeptLog log;

  @BeforeEach
  void open() {
    log = new KeptLog(folder);
  }

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void while_the_signer_is_away_entries_are_placed_and_later_signed() throws IOException {
    log.append(1, 3);
    log.keeper().keep();
    Path key = folder.resolve("evidence.key");
    Files.move(key, folder.resolve("elsewhere"));
    log.append(4, 9);
    log.keeper().keep();
    assertThat(Checkpoint.parse(log.latest().text()).size()).isEqualTo(3);
    assertThat(log.problem("signer")).contains("is gone; restore it from its backup");
    assertThat(key).doesNotExist();
    Files.move(folder.resolve("elsewhere"), key);
    log.keeper().keep();
    assertThat(Checkpoint.parse(log.latest().text()).size()).isEqualTo(10);
    assertThat(log.problem("signer")).isEmpty();
  }

  @Test
  void a_log_that_was_changed_behind_our_back_is_not_signed() {
    log.append(1, 300);
    log.keeper().keep();
    log.unguarded("evidence_leaf", "UPDATE rekey.evidence_leaf SET index = 999 WHERE index = 299");
    log.unguarded("evidence_leaf", "UPDATE rekey.evidence_leaf SET index = 299 WHERE index = 298");
    log.unguarded("evidence_leaf", "UPDATE rekey.evidence_leaf SET index = 298 WHERE index = 999");
    log.append(301, 310);
    log.keeper().keep();
    assertThat(Checkpoint.parse(log.latest().text()).size()).isEqualTo(300);
    assertThat(log.problem("signer")).contains("does not continue what was signed before");
  }

  @Test
  void a_ledger_that_was_set_back_is_not_signed_while_a_mirror_knows_more() {
    log.append(1, 20);
    log.keeper().keep();
    log.append(21, 30);
    log.keeper().keep();
    for (String table : List.of("evidence_checkpoint", "evidence_leaf", "evidence_entry")) {
      log.unguarded(table, "DELETE FROM rekey." + table + where(table));
    }
    log.append(40, 60);
    log.keeper().keep();
    assertThat(Checkpoint.parse(log.latest().text()).size()).isEqualTo(20);
    assertThat(log.problem("signer")).contains("does not continue what was signed before");
    assertThat(new FolderMirror(folder.resolve("mirror")).checkpoint().orElseThrow())
        .contains("\n31\n");
  }

  @Test
  void a_new_key_signs_what_the_old_one_signed_last_and_is_written_down() throws IOException {
    log.append(1, 3);
    log.keeper().keep();
    NoteKey old = log.key();
    Files.delete(folder.resolve("evidence.key"));
    PrivateKeyFile.create(folder.resolve("evidence.key"), old.name(), NoteKey.Kind.NOTE);
    NoteKey fresh = log.key();
    log.keeper().keep();
    log.keeper().keep();
    assertThat(log.checkpoints.keys()).containsExactly(old, fresh);
    assertThat(log.ids()).contains("evidence/key/" + fresh.id());
    List<String> notes =
        log.database
            .ledger()
            .all(
                "SELECT note FROM rekey.evidence_checkpoint WHERE size = 3 ORDER BY place",
                row -> row.text("note"));
    assertThat(SignedNote.parse(notes.getLast()).by(old)).isPresent();
    assertThat(SignedNote.parse(notes.getLast()).by(fresh)).isPresent();
    assertThat(log.latest().by(fresh)).isPresent();
    assertThat(log.latest().by(old)).isEmpty();
  }

  @Test
  void only_what_is_new_is_refused_to_be_changed() {
    log.append(1, 3);
    log.keeper().keep();
    for (String table :
        List.of("evidence_leaf", "evidence_checkpoint", "evidence_key", "evidence_entry")) {
      assertThatThrownBy(() -> log.database.ledger().change("DELETE FROM rekey." + table))
          .hasMessageContaining("23001");
    }
  }

  @Test
  void a_mirror_keeps_what_it_has_and_the_log_goes_on_without_it() throws IOException {
    Path tile = folder.resolve("mirror/tile/0/000.p/4");
    log.append(1, 3);
    log.keeper().keep();
    Files.writeString(tile, "somebody else's");
    log.keeper().keep();
    assertThat(log.problem(folder.resolve("mirror").toString()))
        .contains("is there with another content, and was left so");
    assertThat(tile).hasContent("somebody else's");
    assertThat(new FolderMirror(folder.resolve("mirror")).checkpoint().orElseThrow())
        .contains("\n3\n");
    assertThat(Checkpoint.parse(log.latest().text()).size()).isEqualTo(4);
    Files.delete(tile);
    log.keeper().keep();
    assertThat(log.problem(folder.resolve("mirror").toString())).isEmpty();
  }

  private static String where(String table) {
    return switch (table) {
      case "evidence_checkpoint" -> " WHERE size > 20";
      case "evidence_leaf" -> " WHERE index >= 20";
      default -> " WHERE place > (SELECT max(place) FROM rekey.evidence_leaf)";
    };
  }
}
