package dev.rekey.activities.inventory;

import dev.rekey.activities.ledger.Ledger;
import dev.rekey.model.incident.AtRisk;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.model.trigger.Clue;
import java.util.List;
import java.util.Optional;

/** Enrolled credentials as a response needs them: with what replaces each, and whom it stops. */
public final class AtRiskCredentials {
  private static final String BY = "response";

  private final Ledger ledger;
  private final Clues clues;

  /** Takes the ledger. */
  public AtRiskCredentials(Ledger ledger) {
    this.ledger = ledger;
    this.clues = new Clues(ledger);
  }

  /** Those that the clues mean, each once. */
  public List<AtRisk> of(List<Clue> about) {
    return counted(
        clues.find(about).stream()
            .map(one -> new AtRisk(one.due(RotationReason.COMPROMISED, BY, Optional.empty()), 0))
            .toList());
  }

  /** The same, each with the number of workloads that are registered for it. */
  public List<AtRisk> counted(List<AtRisk> credentials) {
    return credentials.stream().map(one -> new AtRisk(one.recovery(), consumers(one))).toList();
  }

  private int consumers(AtRisk one) {
    return ledger
        .first(
            "SELECT count(*)::int AS consumers FROM rekey.consumer WHERE secret = ?",
            row -> row.number("consumers"),
            one.secret())
        .orElse(0);
  }
}
