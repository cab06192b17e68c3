package dev.rekey.console.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.evidence.EvidenceKeeper;
import dev.rekey.activities.evidence.EvidenceLog;
import dev.rekey.activities.evidence.EvidenceSettings;
import dev.rekey.activities.evidence.EvidenceStanding;
import dev.rekey.activities.testing.LedgerDatabase;
import dev.rekey.model.evidence.EvidenceEntry;
import dev.rekey.model.transparency.NoteKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** An evidence log with a mirror, and an auditor of what it gives out. */
abstract class AuditedLog {
  static final Instant NOW = Instant.parse("2026-11-25T03:00:00Z");

  final LedgerDatabase database = new LedgerDatabase();
  @TempDir Path folder;

  @AfterEach
  void close() {
    database.close();
  }

  /** So many more entries, signed and mirrored. */
  void log(int from, int to) {
    List<EvidenceEntry> entries = new ArrayList<>();
    for (int n = from; n <= to; n++) {
      entries.add(
          new EvidenceEntry("e" + n, "rekey/test", "dev.rekey.test", "orders/db", NOW, Map.of()));
    }
    new EvidenceLog(database.ledger()).append(entries);
    EvidenceSettings settings =
        new EvidenceSettings(
            Optional.of("example.org/log"),
            Optional.empty(),
            List.of(folder.resolve("mirror").toString()),
            List.of(),
            List.of());
    EvidenceKeeper keeper =
        new EvidenceKeeper(
            database.ledger(),
            settings.parties(database.ledger(), folder.resolve("evidence.key")),
            InstantSource.fixed(NOW));
    keeper.keep();
    keeper.keep();
  }

  NoteKey key() {
    return EvidenceStanding.of(database.ledger()).keys().getLast();
  }

  static Trust trusting(NoteKey key) {
    return new Trust(List.of(key), List.of(), Optional.empty());
  }

  static Verdict audit(Path place, Trust trust) throws IOException {
    try (EvidenceFiles files = EvidenceFiles.open(place)) {
      return Audit.of(files, trust);
    }
  }

  void flipIsFound(Path place, Path file, byte[] content, int at, Trust trust) throws IOException {
    byte[] changed = content.clone();
    changed[at] ^= 1;
    Files.write(file, changed);
    assertThat(audit(place, trust).verified()).as("%s, byte %d", file, at).isFalse();
    Files.write(file, content);
    assertThat(audit(place, trust).verified()).isTrue();
  }
}
