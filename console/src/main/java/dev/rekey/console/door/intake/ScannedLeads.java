package dev.rekey.console.door.intake;

import dev.rekey.activities.secret.SecretValue;
import dev.rekey.console.api.ScanFinding;
import dev.rekey.model.trigger.Clue;
import java.util.List;
import java.util.Optional;

/** Findings of a scanner that somebody hands over. */
public final class ScannedLeads {
  private ScannedLeads() {}

  /** The finding, with its values ready to be replaced. */
  public static Lead of(String scanner, ScanFinding finding) {
    List<String> raw = finding.values();
    List<RawValue> values = raw.stream().filter(one -> !one.isBlank()).map(RawValue::new).toList();
    String rule = PlainWords.of(finding.rule(), raw);
    List<SecretValue> secrets = values.stream().flatMap(one -> one.values().stream()).toList();
    List<Clue> clues = values.stream().flatMap(one -> one.clues().stream()).distinct().toList();
    return new Lead(
        PlainWords.of(scanner, raw) + ": " + rule + " in " + PlainWords.of(finding.place(), raw),
        rule,
        secrets,
        clues,
        Optional.empty(),
        finding.verified());
  }
}
