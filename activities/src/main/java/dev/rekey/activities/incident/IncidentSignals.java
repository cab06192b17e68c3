package dev.rekey.activities.incident;

import dev.rekey.activities.inventory.AtRiskCredentials;
import dev.rekey.activities.ledger.Json;
import dev.rekey.activities.ledger.Ledger;
import dev.rekey.activities.ledger.Row;
import dev.rekey.model.Sha256;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.incident.AtRisk;
import dev.rekey.model.incident.CompromiseReport;
import dev.rekey.model.incident.IncidentId;
import dev.rekey.model.incident.IncidentReply.Opened;
import dev.rekey.model.incident.IncidentRequest;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which signal belongs to which incident. A signal is accepted when it is written here, in one
 * transaction with its incident; that its response hears of it comes afterwards, as often as it
 * takes. The same signal is one for ever, also when its incident is long closed.
 */
public final class IncidentSignals {
  private final Ledger ledger;
  private final AtRiskCredentials credentials;
  private final ReportedWords words;

  /** Takes the ledger. */
  public IncidentSignals(Ledger ledger) {
    this.ledger = ledger;
    this.credentials = new AtRiskCredentials(ledger);
    this.words = new ReportedWords(ledger);
  }

  private record Known(IncidentId incident, boolean heard, CompromiseReport report) {}

  /** Accepts it. */
  public Opened open(IncidentRequest.Open order) {
    return ledger.together(
        () -> {
          // One after the other, or two signals about one credential would open two incidents.
          ledger.change("LOCK TABLE rekey.incident_signal IN SHARE ROW EXCLUSIVE MODE");
          order.ended().ifPresent(this::letGo);
          Optional<Known> known = known(order.report().signal());
          return known
              .filter(one -> one.heard() || goesOn(one.incident(), order.ended()))
              .map(one -> new Opened(one.incident(), true, one.heard(), one.report()))
              .orElseGet(() -> accept(order.report()));
        });
  }

  /** The response has it. */
  public void heard(String signal) {
    ledger.change(
        "UPDATE rekey.incident_signal SET heard_at = clock_timestamp()"
            + " WHERE signal = ? AND heard_at IS NULL",
        signal);
  }

  /** What was accepted a moment ago, and no response has heard of yet; the oldest first. */
  public List<Opened> unheard(int most) {
    return ledger.all(
        "SELECT incident, false AS heard, report FROM rekey.incident_signal"
            + " WHERE heard_at IS NULL AND at < clock_timestamp() - interval '2 seconds'"
            + " ORDER BY at, signal LIMIT "
            + most,
        row -> {
          Known one = read(row);
          return new Opened(one.incident(), true, false, one.report());
        });
  }

  /**
   * What was reported before it was enrolled belongs to the incident that its report opened: it is
   * held there, and its response is told as of one more signal.
   */
  public void catchUp() {
    Optional<RuntimeException> failed = Optional.empty();
    for (ReportedWords.Met met : words.metSince()) {
      try {
        catchUp(met);
      } catch (RuntimeException e) { // what one report cannot have, the others may
        failed = Optional.of(e);
      }
    }
    failed.ifPresent(
        e -> {
          throw e;
        });
  }

  private void catchUp(ReportedWords.Met met) {
    ledger.together(
        () -> {
          ledger.change("LOCK TABLE rekey.incident_signal IN SHARE ROW EXCLUSIVE MODE");
          known(met.signal()).ifPresent(this::takeInWhatIsNew);
          words.saw(met.signal(), met.secrets());
          return met;
        });
  }

  /** What another incident holds by then is left to that one. */
  private void takeInWhatIsNew(Known one) {
    String signal = one.report().signal();
    Set<String> old = words.seen(signal, one.incident());
    List<AtRisk> late =
        credentials.of(one.report().clues()).stream()
            .filter(it -> !old.contains(it.secret().value()))
            .toList();
    if (!late.isEmpty()) {
      keep(one.incident(), ReportedWords.enrolledSince(one.report(), late));
      words.saw(signal, late.stream().map(it -> it.secret().value()).toList());
    }
  }

  private Optional<Known> known(String signal) {
    return ledger.first(
        "SELECT incident, heard_at IS NOT NULL AS heard, report FROM rekey.incident_signal"
            + " WHERE signal = ?",
        IncidentSignals::read,
        signal);
  }

  private static Known read(Row row) throws SQLException {
    return new Known(
        new IncidentId(row.text("incident")),
        row.flag("heard"),
        row.json("report", CompromiseReport.class));
  }

  private boolean goesOn(IncidentId incident, Optional<IncidentId> ended) {
    return !ended.equals(Optional.of(incident))
        && ledger
            .first(
                "SELECT id FROM rekey.incident WHERE id = ? AND state IN ('DISMISSED', 'CLOSED')",
                row -> true,
                incident.value())
            .isEmpty();
  }

  private Opened accept(CompromiseReport given) {
    CompromiseReport report = given.about(credentials.of(given.clues()));
    Optional<IncidentId> holding = holding(report);
    IncidentId incident = holding.orElseGet(() -> fresh(report.signal()));
    keep(incident, report);
    words.note(report);
    return new Opened(incident, holding.isPresent(), false, report);
  }

  private void keep(IncidentId incident, CompromiseReport report) {
    ledger.change(
        "INSERT INTO rekey.incident_signal (signal, incident, report) VALUES (?, ?, ?::jsonb)"
            + " ON CONFLICT (signal) DO UPDATE SET incident = excluded.incident,"
            + " report = excluded.report",
        report.signal(),
        incident.value(),
        Json.of(report));
    hold(incident, report.atRisk().stream().map(AtRisk::secret).toList());
  }

  /** No routine step touches these any more. */
  void hold(IncidentId incident, List<SecretId> secrets) {
    ledger.change(
        "INSERT INTO rekey.incident_credential (incident, secret)"
            + " SELECT ?, unnest(?::text[]) ON CONFLICT DO NOTHING",
        incident.value(),
        secrets);
  }

  /** A response that has ended holds nothing, whatever ended it. */
  private void letGo(IncidentId ended) {
    ledger.change(
        "UPDATE rekey.incident_credential SET released_at = clock_timestamp()"
            + " WHERE incident = ? AND released_at IS NULL",
        ended.value());
  }

  private Optional<IncidentId> holding(CompromiseReport report) {
    return ledger.first(
        "SELECT incident FROM rekey.incident_credential"
            + " WHERE released_at IS NULL AND secret = ANY (?) ORDER BY held_at LIMIT 1",
        row -> new IncidentId(row.text("incident")),
        report.atRisk().stream().map(AtRisk::secret).toList());
  }

  /** Named after its signal, so that it is the same however often this is tried. */
  private IncidentId fresh(String signal) {
    for (int number = 0; ; number++) {
      IncidentId name = named(number == 0 ? signal : signal + "/" + number);
      if (ledger.change(
              "INSERT INTO rekey.incident (id) VALUES (?) ON CONFLICT DO NOTHING", name.value())
          == 1) {
        return name;
      }
    }
  }

  private static IncidentId named(String signal) {
    byte[] hash = Sha256.of(signal);
    return new IncidentId("INC-" + HexFormat.of().formatHex(hash, 0, 6).toUpperCase(Locale.ROOT));
  }
}
