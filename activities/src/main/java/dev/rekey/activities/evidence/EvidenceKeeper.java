package dev.rekey.activities.evidence;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.ledger.Ledger;
import dev.rekey.model.evidence.LogCheck;
import dev.rekey.model.transparency.Checkpoint;
import dev.rekey.model.transparency.SignedNote;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Keeps the log: entries get their places, the tree is signed, witnesses and mirrors get to know.
 * It may run at any time, twice, and after a crash anywhere. Whoever is away delays nobody else.
 */
public final class EvidenceKeeper {
  private final Ledger ledger;
  private final Sequencer sequencer;
  private final Signing signing;
  private final EvidenceParties parties;
  private final Checkpoints checkpoints;
  private final Outlets outlets;
  private final InstantSource clock;

  /** Takes the ledger, and those whom the log depends on. */
  public EvidenceKeeper(Ledger ledger, EvidenceParties parties, InstantSource clock) {
    this.ledger = ledger;
    this.sequencer = new Sequencer(ledger);
    this.signing = new Signing(ledger, parties.signer(), parties.mirrors(), clock);
    this.parties = parties;
    this.checkpoints = new Checkpoints(ledger);
    this.outlets = new Outlets(ledger);
    this.clock = clock;
  }

  /**
   * Does whatever there is to do.
   *
   * @throws StepFailedException LEDGER_UNAVAILABLE if the ledger does not answer; what else goes
   *     wrong is in the log's standing
   */
  public void keep() {
    if (sequencer.place().isEmpty()) {
      return; // another one is at it
    }
    sign();
    sequencer.alone(
        () -> {
          checkpoints.latest().ifPresent(this::tell);
          return true;
        });
  }

  /** Keeps the log, and looks whether it is the one that those outside know. */
  LogCheck check() {
    keep();
    return new EvidenceCheck(ledger, parties, clock).run();
  }

  /** Who could not do its part when it was last asked, the signer before all others. */
  Optional<EvidenceStanding.Party> trouble() {
    List<EvidenceStanding.Party> all =
        outlets.all().stream().filter(party -> party.problem().isPresent()).toList();
    return all.stream()
        .filter(party -> party.kind().equals(Outlets.Kind.SIGNER.name()))
        .findFirst()
        .or(() -> all.stream().findFirst());
  }

  private void sign() {
    try {
      sequencer.alone(signing::sign);
    } catch (StepFailedException e) {
      outlets.failed(Outlets.Kind.SIGNER, Signing.NAME, e.reason(), clock.instant());
    }
  }

  private void tell(SignedNote latest) {
    outlets.keepOnly(
        Stream.of(
                Stream.of(Signing.NAME),
                parties.witnesses().stream().map(Witnesses::name),
                parties.mirrors().stream().map(Mirror::name))
            .flatMap(names -> names)
            .toList());
    SignedNote cosigned = new Witnesses(ledger, parties.witnesses(), clock).ask(latest);
    if (!cosigned.equals(latest)) {
      checkpoints.add(cosigned, clock.instant());
    }
    parties.mirrors().forEach(mirror -> copy(cosigned, mirror));
  }

  private void copy(SignedNote note, Mirror mirror) {
    Checkpoint checkpoint = Checkpoint.parse(note.text());
    try {
      Optional<String> had = mirror.checkpoint();
      if (!had.equals(Optional.of(note.note()))) {
        long before = had.map(last -> continued(last, checkpoint)).orElse(0L);
        new Tiles(ledger).copy(before, checkpoint.size(), mirror);
        mirror.moveOn(note.note());
        Tiles.tidy(before, checkpoint.size(), mirror);
      }
      outlets.reached(Outlets.Kind.MIRROR, mirror.name(), checkpoint.size(), clock.instant());
    } catch (OutletFailedException e) {
      outlets.failed(Outlets.Kind.MIRROR, mirror.name(), e.reason(), clock.instant());
    }
  }

  /** What a mirror has is only believed if we signed it, and only continued if it is ours. */
  private long continued(String note, Checkpoint now) {
    Checkpoint last =
        checkpoints
            .ours(note)
            .orElseThrow(
                () -> new OutletFailedException("its checkpoint is none that was signed here"));
    if (!new StoredTree(ledger).continues(last, now)) {
      throw new OutletFailedException(
          "it has a log of " + last.size() + " leaves that this one does not continue");
    }
    return last.size();
  }
}
