package dev.rekey.console.embedded.wiring;

import dev.rekey.activities.inventory.OpenSignal;
import dev.rekey.activities.inventory.Signals;
import dev.rekey.activities.ledger.Ledger;
import dev.rekey.console.api.SignalView;
import dev.rekey.console.door.signal.OpenSignals;
import dev.rekey.model.trigger.Clue;
import dev.rekey.model.trigger.Trigger;
import java.time.Instant;
import java.util.List;

/** The open signals in the ledger, in words for people. */
final class LedgerOpenSignals implements OpenSignals {
  private static final String ORPHAN =
      "Find whose it is: 'rekey incident declare' with its name, or close it with a note.";

  private static final String NOBODYS =
      "Nobody enrolled what it names: enrol it, or correct whoever ordered it; then close it.";

  private final Signals signals;

  LedgerOpenSignals(Ledger ledger) {
    this.signals = new Signals(ledger);
  }

  @Override
  public List<SignalView> all() {
    return signals.open().stream().map(LedgerOpenSignals::view).toList();
  }

  @Override
  public int count() {
    return signals.openCount();
  }

  @Override
  public boolean close(String id, String by, String note, Instant at) {
    return signals.close(id, by, note, at);
  }

  private static SignalView view(OpenSignal open) {
    Trigger trigger = open.trigger();
    return switch (trigger) {
      case Trigger.Respond respond -> view(open, respond.finding(), respond.clues(), ORPHAN);
      case Trigger.Ask ask -> view(open, ask.finding(), ask.clues(), ask.question().advice());
      case Trigger.Rotate rotate ->
          view(open, "order to rotate", List.of(rotate.secret()), NOBODYS);
      case Trigger.Finish finish -> view(open, "rotated", List.of(finish.secret()), NOBODYS);
      case Trigger.Sweep sweep -> view(open, "order to sweep", List.of(), NOBODYS);
    };
  }

  private static SignalView view(OpenSignal open, String finding, List<Clue> clues, String advice) {
    return new SignalView(
        open.trigger().id(),
        finding,
        clues.stream().map(LedgerOpenSignals::words).toList(),
        open.secrets(),
        advice,
        open.receivedAt());
  }

  private static String words(Clue clue) {
    return switch (clue) {
      case Clue.Secret secret -> "secret " + secret.name();
      case Clue.AccessKey key -> "access key " + key.id();
      case Clue.Principal principal -> principal.identity() + " of " + principal.account();
      case Clue.Certificate certificate -> "certificate " + certificate.hex();
      case Clue.Value value -> "value with the fingerprint " + value.fingerprint().brief();
      case Clue.Other other -> other.description();
    };
  }
}
