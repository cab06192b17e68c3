package dev.rekey.activities.inventory;

import dev.rekey.activities.ledger.Json;
import dev.rekey.activities.ledger.Ledger;
import dev.rekey.activities.ledger.Row;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.inventory.DueCredential;
import dev.rekey.model.inventory.InventoryReply;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.model.trigger.Clue;
import dev.rekey.model.trigger.Trigger;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What came from outside. Each is taken once; what nobody's credential answers to, and what is a
 * question, stays open until a person closes it.
 */
public final class Signals {
  private static final int MOST = 1_000;

  private static final String COLUMNS = "id, signal, secrets, received_at";

  private final Ledger ledger;
  private final Clues clues;

  /** Takes the ledger. */
  public Signals(Ledger ledger) {
    this.ledger = ledger;
    this.clues = new Clues(ledger);
  }

  /** Takes a trigger for this run, and says whom it concerns. */
  public InventoryReply receive(Trigger trigger, String run) {
    return ledger.together(
        () -> {
          List<EnrolledCredential> known = clues.find(about(trigger));
          boolean open = open(trigger, known.isEmpty());
          if (keeps(trigger, open) && !take(trigger, run, known, open)) {
            return new InventoryReply.Repeated();
          }
          List<DueCredential> start =
              known.stream().flatMap(one -> order(trigger, one).stream()).toList();
          return new InventoryReply.Received(
              known.stream().map(EnrolledCredential::secret).toList(), start, open);
        });
  }

  /** Those that people must look at, the oldest first; at most a thousand. */
  public List<OpenSignal> open() {
    return ledger.all(
        "SELECT "
            + COLUMNS
            + " FROM rekey.signal WHERE open ORDER BY received_at, id LIMIT "
            + MOST,
        Signals::read);
  }

  /** How many people must look at. */
  public int openCount() {
    return ledger
        .first(
            "SELECT count(*)::int AS open FROM rekey.signal WHERE open", row -> row.number("open"))
        .orElseThrow();
  }

  /**
   * A person has looked.
   *
   * @return false if there is no such open signal
   */
  public boolean close(String id, String by, String note, Instant at) {
    return ledger.change(
            "UPDATE rekey.signal SET open = false, closed_at = ?, closed_by = ?, note = ?"
                + " WHERE id = ? AND open",
            at,
            by,
            note,
            id)
        == 1;
  }

  private boolean take(Trigger trigger, String run, List<EnrolledCredential> known, boolean open) {
    ledger.change(
        """
        INSERT INTO rekey.signal (id, run, signal, secrets, open)
        VALUES (?, ?, ?::jsonb, ?, ?) ON CONFLICT DO NOTHING""",
        trigger.id(),
        run,
        Json.of(trigger),
        known.stream().map(EnrolledCredential::secret).toList(),
        open);
    return ledger
        .first(
            "SELECT id FROM rekey.signal WHERE id = ? AND run = ?", row -> true, trigger.id(), run)
        .isPresent();
  }

  /** What a stranger's secret goes through is no concern of ours; what was leaked is. */
  private static boolean open(Trigger trigger, boolean unknown) {
    return switch (trigger) {
      case Trigger.Sweep sweep -> false;
      case Trigger.Rotate rotate -> unknown;
      case Trigger.Finish finish -> false;
      case Trigger.Respond respond -> unknown;
      case Trigger.Ask ask -> !unknown;
    };
  }

  private static boolean keeps(Trigger trigger, boolean open) {
    return switch (trigger) {
      case Trigger.Sweep sweep -> false;
      case Trigger.Rotate rotate -> true;
      case Trigger.Finish finish -> true;
      case Trigger.Respond respond -> true;
      case Trigger.Ask ask -> open;
    };
  }

  private static List<Clue> about(Trigger trigger) {
    return switch (trigger) {
      case Trigger.Sweep sweep -> List.of();
      case Trigger.Rotate rotate -> List.of(rotate.secret());
      case Trigger.Finish finish -> List.of(finish.secret());
      case Trigger.Respond respond -> respond.clues();
      case Trigger.Ask ask -> ask.clues();
    };
  }

  private static Optional<DueCredential> order(Trigger trigger, EnrolledCredential one) {
    return switch (trigger) {
      case Trigger.Sweep sweep -> Optional.empty();
      case Trigger.Rotate rotate ->
          Optional.of(one.due(RotationReason.REQUESTED, rotate.id(), Optional.empty()));
      case Trigger.Finish finish ->
          Optional.of(
              one.due(RotationReason.REQUESTED, finish.id(), Optional.of(finish.version())));
      case Trigger.Respond respond ->
          Optional.of(one.due(RotationReason.COMPROMISED, respond.id(), Optional.empty()));
      case Trigger.Ask ask -> Optional.empty();
    };
  }

  private static OpenSignal read(Row row) throws SQLException {
    return new OpenSignal(
        row.json("signal", Trigger.class),
        row.texts("secrets").stream().map(SecretId::new).toList(),
        row.instant("received_at"));
  }
}
