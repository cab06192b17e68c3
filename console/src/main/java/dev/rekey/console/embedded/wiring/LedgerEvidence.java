package dev.rekey.console.embedded.wiring;

import dev.rekey.activities.evidence.EvidenceExport;
import dev.rekey.activities.evidence.EvidenceQuestion;
import dev.rekey.activities.evidence.EvidenceStanding;
import dev.rekey.activities.evidence.SuspectLog;
import dev.rekey.activities.ledger.Ledger;
import dev.rekey.console.api.EvidenceDoubt;
import dev.rekey.console.api.EvidenceParty;
import dev.rekey.console.api.EvidenceStatus;
import dev.rekey.console.audit.Doubts;
import dev.rekey.console.door.evidence.EvidenceBook;
import dev.rekey.model.transparency.Checkpoint;
import dev.rekey.model.transparency.NoteKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The evidence log in the ledger. What was written a moment ago is signed before it is shown. */
public final class LedgerEvidence implements EvidenceBook {
  private final Ledger ledger;
  private final Runnable keep;

  /** Takes the ledger, and what has waiting entries signed, as far as this server can. */
  public LedgerEvidence(Ledger ledger, Runnable keep) {
    this.ledger = ledger;
    this.keep = keep;
  }

  @Override
  public EvidenceStatus status(List<String> hidden) {
    keep.run();
    EvidenceStanding standing = EvidenceStanding.of(ledger);
    List<String> keys = standing.keys().stream().map(NoteKey::toString).toList();
    return new EvidenceStatus(
        standing.checkpoint().map(Checkpoint::origin),
        keys.isEmpty() ? Optional.empty() : Optional.of(keys.getLast()),
        keys.subList(0, Math.max(0, keys.size() - 1)),
        standing.entries(),
        standing.checkpoint().map(Checkpoint::size).orElse(0L),
        standing.checkpoint().map(last -> last.root().toString()),
        standing.signedAt(),
        standing.waitingSince(),
        standing.parties().stream().map(LedgerEvidence::party).toList(),
        doubts(hidden));
  }

  private List<EvidenceDoubt> doubts(List<String> hidden) {
    Doubts doubts = new Doubts();
    new SuspectLog(ledger).words(hidden).forEach(word -> doubts.read(word.index(), word.leaf()));
    return doubts.all();
  }

  private static EvidenceParty party(EvidenceStanding.Party party) {
    return new EvidenceParty(
        party.name(),
        party.kind(),
        party.size(),
        party.at(),
        party.problem(),
        party.problemSince());
  }

  @Override
  public Map<String, byte[]> export(EvidenceQuestion question) {
    keep.run();
    return new EvidenceExport(ledger).of(question);
  }
}
