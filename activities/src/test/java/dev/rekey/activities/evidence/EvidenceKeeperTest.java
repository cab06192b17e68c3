package dev.rekey.activities.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.model.transparency.Checkpoint;
import dev.rekey.model.transparency.InclusionProof;
import dev.rekey.model.transparency.MerkleTree;
import dev.rekey.model.transparency.Proofs;
import dev.rekey.model.transparency.SignedNote;
import dev.rekey.model.transparency.TreeHash;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceKeeperTest {
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
  void entries_get_their_places_in_the_order_of_their_arrival_and_are_signed() {
    log.append(1, 3);
    log.keeper().keep();
    SignedNote note = log.latest();
    // The log's first entry about itself, the key, comes in when it is first signed.
    assertThat(Checkpoint.parse(note.text()).size()).isEqualTo(3);
    assertThat(note.by(log.key())).isPresent();
    log.keeper().keep();
    assertThat(log.ids()).containsExactly("e1", "e2", "e3", "evidence/key/" + log.key().id());
    assertThat(Checkpoint.parse(log.latest().text()).root()).isEqualTo(log.rootByHand());
    assertThat(log.count("evidence_waiting")).isZero();
  }

  @Test
  void roots_and_proofs_are_right_beyond_one_level_of_tiles() {
    log.append(1, 700);
    log.keeper().keep();
    log.keeper().keep();
    Checkpoint said = Checkpoint.parse(log.latest().text());
    assertThat(said.size()).isEqualTo(701);
    assertThat(said.root()).isEqualTo(log.rootByHand());
    assertThat(log.count("evidence_node")).isEqualTo(2);
    StoredTree stored = new StoredTree(log.database.ledger());
    List<byte[]> leaves = log.leaves();
    for (int index : List.of(0, 255, 256, 511, 512, 700)) {
      InclusionProof proof =
          new InclusionProof(index, stored.tree().inclusion(index, 701), log.latest());
      assertThat(InclusionProof.parse(proof.file()).shows(leaves.get(index))).isTrue();
      assertThat(proof.shows(leaves.get((index + 1) % 701))).isFalse();
    }
  }

  @Test
  void each_checkpoint_continues_the_one_before() {
    List<Checkpoint> signed = new ArrayList<>();
    for (int round = 0; round < 6; round++) {
      log.append(round * 100, round * 100 + 90);
      log.keeper().keep();
      signed.add(Checkpoint.parse(log.latest().text()));
    }
    MerkleTree tree = new StoredTree(log.database.ledger()).tree();
    for (Checkpoint later : signed) {
      List<TreeHash> proof = tree.consistency(signed.getFirst().size(), later.size());
      assertThat(Proofs.consistent(signed.getFirst(), later, proof)).isTrue();
    }
  }

  @Test
  void many_keepers_at_once_make_one_log_of_it() throws Exception {
    log.append(1, 2000);
    try (ExecutorService all = Executors.newFixedThreadPool(4)) {
      for (int n = 0; n < 8; n++) {
        all.execute(() -> log.keeper().keep());
      }
    }
    log.keeper().keep();
    log.keeper().keep();
    assertThat(log.ids()).hasSize(2001).doesNotHaveDuplicates();
    assertThat(Checkpoint.parse(log.latest().text()).root()).isEqualTo(log.rootByHand());
  }
}
