package dev.rekey.activities.incident;

import dev.rekey.activities.ledger.Ledger;
import dev.rekey.model.incident.AtRisk;
import dev.rekey.model.incident.CompromiseReport;
import dev.rekey.model.incident.IncidentId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What reports speak of, word by word, so that whatever is enrolled later finds the one that means
 * it, however many others wait. Each meeting of a report and a credential is looked at once.
 *
 * @param ledger where they are
 */
record ReportedWords(Ledger ledger) {
  private static final int AT_ONCE = 100;

  /** The rest of the name of a signal whose credential was enrolled later. */
  private static final String ENROLLED_SINCE = "/enrolled-since/";

  /**
   * Credentials that a report seems to mean, and were not seen with it yet.
   *
   * @param signal the report's name
   * @param secrets theirs
   */
  record Met(String signal, List<String> secrets) {}

  /** It is accepted. */
  void note(CompromiseReport report) {
    ledger.change(
        """
        INSERT INTO rekey.reported_word
        SELECT DISTINCT s.signal, c ->> 'clue', w.word FROM rekey.incident_signal s,
          jsonb_array_elements(s.report -> 'clues') c, rekey.words_of(c) w
        WHERE s.signal = ? ON CONFLICT DO NOTHING\
        """,
        report.signal());
    saw(report.signal(), report.atRisk().stream().map(one -> one.secret().value()).toList());
  }

  /** Of the incidents that are open. */
  List<Met> metSince() {
    forgetWhatIsOver();
    return ledger.all(
        """
        SELECT w.signal, array_agg(DISTINCT k.secret) AS secrets FROM rekey.incident i
          JOIN rekey.incident_signal s ON s.incident = i.id
          JOIN rekey.reported_word w ON w.signal = s.signal
          JOIN rekey.known_word k ON k.kind = w.kind AND k.word = w.word
        WHERE i.state NOT IN ('DISMISSED', 'CLOSED') AND NOT EXISTS (
          SELECT FROM rekey.reported_credential c WHERE c.signal = w.signal AND c.secret = k.secret)
        GROUP BY w.signal, s.at ORDER BY s.at, w.signal LIMIT\
        """
            + " "
            + AT_ONCE,
        row -> new Met(row.text("signal"), row.texts("secrets")));
  }

  /** So that a look costs what the open reports cost, however many there ever were. */
  private void forgetWhatIsOver() {
    ledger.change(
        """
        DELETE FROM rekey.reported_word w USING rekey.incident_signal s, rekey.incident i
        WHERE s.signal = w.signal AND i.id = s.incident AND i.state IN ('DISMISSED', 'CLOSED')\
        """);
  }

  /** These are no news of that report any more. */
  void saw(String signal, List<String> secrets) {
    ledger.change(
        "INSERT INTO rekey.reported_credential SELECT ?, unnest(?::text[]) ON CONFLICT DO NOTHING",
        signal,
        secrets);
  }

  /** What is no news of a report: what was seen with it, or an incident holds, or this one held. */
  Set<String> seen(String signal, IncidentId incident) {
    return ledger
        .all(
            "SELECT secret FROM rekey.reported_credential WHERE signal = ?"
                + " UNION SELECT secret FROM rekey.incident_credential"
                + " WHERE incident = ? OR released_at IS NULL",
            row -> row.text("secret"),
            signal,
            incident.value())
        .stream()
        .collect(Collectors.toSet());
  }

  /** Its deadlines count from now on: before, nobody could do anything about it. */
  static CompromiseReport enrolledSince(CompromiseReport report, List<AtRisk> late) {
    return new CompromiseReport(
        report.signal() + ENROLLED_SINCE + late.getFirst().secret(),
        report.source(),
        report.finding(),
        report.exposedAt(),
        Instant.now(),
        late,
        report.clues(),
        report.mode());
  }
}
