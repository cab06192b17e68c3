package dev.rekey.activities.inventory;

import dev.rekey.activities.ledger.Ledger;
import dev.rekey.model.incident.AtRisk;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.model.trigger.Clue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

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

  /**
   * Those that the clues mean, and whoever has a key of one of them, each once, with the number of
   * workloads registered for it.
   */
  public List<AtRisk> of(List<Clue> about) {
    List<EnrolledCredential> known = clues.withSharedKeys(clues.find(about));
    Map<String, Integer> consumers = consumers(known);
    Map<String, List<String>> values = clues.values(about);
    return known.stream()
        .map(
            one ->
                new AtRisk(
                    one.due(RotationReason.COMPROMISED, BY, Optional.empty()),
                    consumers.getOrDefault(one.secret().value(), 0),
                    values.getOrDefault(one.secret().value(), List.of())))
        .toList();
  }

  private Map<String, Integer> consumers(List<EnrolledCredential> known) {
    return ledger
        .all(
            "SELECT secret, count(*)::int AS consumers FROM rekey.consumer"
                + " WHERE secret = ANY (?) GROUP BY secret",
            row -> Map.entry(row.text("secret"), row.number("consumers")),
            known.stream().map(EnrolledCredential::secret).toList())
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
