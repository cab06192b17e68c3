package dev.rekey.activities.evidence;

import dev.rekey.activities.testing.LedgerDatabase;
import dev.rekey.model.evidence.EvidenceEntry;
import dev.rekey.model.transparency.MerkleTree;
import dev.rekey.model.transparency.NoteKey;
import dev.rekey.model.transparency.SignedNote;
import dev.rekey.model.transparency.TreeHash;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A log that a test keeps: its ledger, its key, its mirror. */
final class KeptLog implements AutoCloseable {
  private static final Instant NOW = Instant.parse("2026-11-25T03:00:00Z");

  final LedgerDatabase database = new LedgerDatabase();
  final Checkpoints checkpoints = new Checkpoints(database.ledger());
  private final EvidenceLog log = new EvidenceLog(database.ledger());
  private final Path folder;

  KeptLog(Path folder) {
    this.folder = folder;
  }

  @Override
  public void close() {
    database.close();
  }

  EvidenceKeeper keeper(Witness... witnesses) {
    return keeper(
        new EvidenceParties(
            signer(), List.of(witnesses), List.of(new FolderMirror(folder.resolve("mirror")))));
  }

  EvidenceKeeper keeper(EvidenceParties parties) {
    return new EvidenceKeeper(database.ledger(), parties, InstantSource.fixed(NOW));
  }

  /** Signs what there is at that time. */
  void keepAt(Instant time) {
    new EvidenceKeeper(database.ledger(), parties(List.of()), InstantSource.fixed(time)).keep();
  }

  /** With its mirror, and the keys that auditors were told. */
  EvidenceParties parties(List<NoteKey> published, Witness... witnesses) {
    return new EvidenceParties(
        signer(),
        List.of(witnesses),
        List.of(new FolderMirror(folder.resolve("mirror"))),
        published);
  }

  private FileSigner signer() {
    return new FileSigner(
        folder.resolve("evidence.key"),
        () -> checkpoints.keys().isEmpty() ? Optional.of("example.org/log") : Optional.empty());
  }

  NoteKey key() {
    return signer().key();
  }

  void append(int from, int to) {
    List<EvidenceEntry> entries = new ArrayList<>();
    for (int n = from; n <= to; n++) {
      entries.add(
          new EvidenceEntry("e" + n, "rekey/test", "dev.rekey.test", "orders/db", NOW, Map.of()));
    }
    log.append(entries);
  }

  SignedNote latest() {
    return checkpoints.latest().orElseThrow();
  }

  List<String> ids() {
    return database
        .ledger()
        .all(
            "SELECT id FROM rekey.evidence_leaf JOIN rekey.evidence_entry USING (place)"
                + " ORDER BY index",
            row -> row.text("id"));
  }

  List<byte[]> leaves() {
    return database
        .ledger()
        .all(
            "SELECT leaf FROM rekey.evidence_leaf JOIN rekey.evidence_entry USING (place)"
                + " ORDER BY index",
            row -> row.maybeBytes("leaf").orElseThrow());
  }

  TreeHash rootByHand() {
    List<byte[]> leaves = leaves();
    MerkleTree byHand = new MerkleTree((height, index) -> subtree(leaves, height, (int) index));
    return byHand.root(leaves.size());
  }

  private static TreeHash subtree(List<byte[]> leaves, int height, int index) {
    return height == 0
        ? TreeHash.ofLeaf(leaves.get(index))
        : TreeHash.over(
            subtree(leaves, height - 1, 2 * index), subtree(leaves, height - 1, 2 * index + 1));
  }

  String problem(String outlet) {
    return new Outlets(database.ledger())
        .all().stream()
            .filter(one -> one.name().equals(outlet))
            .findFirst()
            .flatMap(EvidenceStanding.Party::problem)
            .orElse("");
  }

  int count(String table) {
    return database
        .ledger()
        .first("SELECT count(*) AS n FROM rekey." + table, row -> row.number("n"))
        .orElseThrow();
  }

  /** What only the database's owner could do. */
  void unguarded(String table, String change) {
    database.ledger().change("ALTER TABLE rekey." + table + " DISABLE TRIGGER only_added");
    database.ledger().change(change);
    database.ledger().change("ALTER TABLE rekey." + table + " ENABLE TRIGGER only_added");
  }
}
