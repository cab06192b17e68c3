package dev.rekey.activities.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.Wire;
import dev.rekey.model.evidence.LogCheck;
import dev.rekey.model.rotation.Fact;
import dev.rekey.model.transparency.Checkpoint;
import dev.rekey.model.transparency.NoteKey;
import dev.rekey.model.transparency.TreeHash;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceCheckTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-25T03:00:00Z"));

  @TempDir Path folder;
  @AutoClose private KeptLog log;

  @BeforeEach
  void keep() {
    log = new KeptLog(folder);
    log.append(1, 3);
    log.keeper().keep();
    log.keeper().keep(); // the key is the fourth entry
  }

  @Test
  void a_log_that_all_know_is_shown_to_be_that_and_that_nobody_vouches_is_said() {
    LogCheck check = check(log.parties(List.of(log.key())));
    assertThat(check.wrong()).isEmpty();
    assertThat(check.shown())
        .extracting(Fact::what)
        .anyMatch(what -> what.startsWith("the key that signs is the published one"))
        .contains(
            "the last checkpoint, of 4 entries, is signed by it and is this log",
            "this log continues the 4 entries there");
    assertThat(check.open()).singleElement().asString().startsWith("No witness vouches");
  }

  @Test
  void a_key_that_nobody_published_is_wrong_and_without_a_published_one_people_compare() {
    NoteKey published = log.key();
    FileSigner.renew(folder.resolve("evidence.key"), Optional.empty());
    log.keeper().keep();
    assertThat(check(log.parties(List.of(published))).wrong())
        .singleElement()
        .asString()
        .contains("none of the published keys", log.key().toString());
    LogCheck unpinned = check(log.parties(List.of()));
    assertThat(unpinned.wrong()).isEmpty();
    assertThat(unpinned.open())
        .anyMatch(one -> one.contains("compare " + log.key() + " with the key"));
  }

  @Test
  void a_mirror_that_is_away_is_unknown_and_one_with_another_log_is_wrong() throws IOException {
    Path mirror = folder.resolve("mirror");
    String kept = Files.readString(mirror.resolve("checkpoint"));
    Files.delete(mirror.resolve("checkpoint"));
    Files.createDirectory(mirror.resolve("checkpoint"));
    LogCheck away = check(log.parties(List.of(log.key())));
    assertThat(away.wrong()).isEmpty();
    assertThat(away.open()).anyMatch(one -> one.contains("could not be looked at"));
    Files.delete(mirror.resolve("checkpoint"));
    Files.writeString(mirror.resolve("checkpoint"), kept.replace("example.org/log\n4", "a\n4"));
    assertThat(check(log.parties(List.of(log.key()))).wrong())
        .anyMatch(one -> one.contains("none that was signed here"));
  }

  @Test
  void a_witness_that_saw_another_log_is_wrong_and_one_that_vouches_is_shown() throws IOException {
    Path key = folder.resolve("witness.key");
    PrivateKeyFile.create(key, "witness.example/w1", NoteKey.Kind.COSIGNATURE);
    Witness witness = new FileWitness(key, CLOCK);
    LogCheck vouched = check(log.parties(List.of(log.key()), witness));
    assertThat(vouched.shown()).anyMatch(one -> one.what().equals("it vouched for 4 entries"));
    assertThat(vouched.open()).isEmpty();
    Files.writeString(
        folder.resolve("witness.key.seen"),
        new Checkpoint("example.org/log", 2, TreeHash.EMPTY).text());
    log.append(4, 5);
    log.keeper().keep();
    assertThat(check(log.parties(List.of(log.key()), witness)).wrong())
        .singleElement()
        .asString()
        .contains("saw a log of 2 leaves, which this one does not continue");
  }

  @Test
  void a_ledger_that_was_changed_is_wrong_and_a_signer_that_is_away_is_unknown()
      throws IOException {
    Files.move(folder.resolve("evidence.key"), folder.resolve("elsewhere"));
    LogCheck away = check(log.parties(List.of()));
    assertThat(away.wrong()).isEmpty();
    assertThat(away.open()).anyMatch(one -> one.startsWith("Which key signs is not known"));
    Files.move(folder.resolve("elsewhere"), folder.resolve("evidence.key"));
    log.unguarded(
        "evidence_entry", "UPDATE rekey.evidence_entry SET leaf = 'other' WHERE id = 'e2'");
    assertThat(check(log.parties(List.of(log.key()))).wrong())
        .anyMatch(one -> one.startsWith("The ledger's entries are not the 4 entries"));
  }

  @Test
  void who_asks_the_function_is_told_and_any_other_input_keeps_the_log() throws IOException {
    LogCheck check =
        Wire.mapper().readValue(call("{\"" + LogCheck.MARK + "\":true}"), LogCheck.class);
    assertThat(check.shown()).isNotEmpty();
    assertThat(EvidenceAnswer.parse(call("no JSON")).answer()).isEqualTo("kept");
    assertThat(EvidenceAnswer.parse(call("{}")).answer()).isEqualTo("kept");
  }

  private byte[] call(String input) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    new EvidenceHandler(log.keeper())
        .handleRequest(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), answer, null);
    return answer.toByteArray();
  }

  private LogCheck check(EvidenceParties parties) {
    return log.keeper(parties).check();
  }
}
