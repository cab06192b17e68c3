package dev.rekey.activities.incident;

import dev.rekey.activities.evidence.Evidence;
import dev.rekey.activities.evidence.EvidenceLog;
import dev.rekey.activities.evidence.SuspectLog;
import dev.rekey.activities.inventory.AtRiskCredentials;
import dev.rekey.activities.ledger.Json;
import dev.rekey.activities.ledger.Ledger;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.evidence.EvidenceEntry;
import dev.rekey.model.incident.AtRisk;
import dev.rekey.model.incident.IncidentId;
import dev.rekey.model.incident.IncidentReply;
import dev.rekey.model.incident.IncidentRequest;
import dev.rekey.model.incident.IncidentView;
import dev.rekey.model.incident.TimelineEntry;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Incidents in the ledger: what is held, what happened, how they stand. */
public final class Incidents {
  private final Ledger ledger;
  private final IncidentSignals signals;
  private final AtRiskCredentials credentials;
  private final Evidence evidence;

  /** Takes the ledger. */
  public Incidents(Ledger ledger) {
    this.ledger = ledger;
    this.signals = new IncidentSignals(ledger);
    this.credentials = new AtRiskCredentials(ledger);
    this.evidence = new EvidenceLog(ledger);
  }

  /**
   * Does what a response asks for.
   *
   * @throws dev.rekey.activities.StepFailedException LEDGER_UNAVAILABLE if the ledger does not
   *     answer
   */
  public IncidentReply run(IncidentRequest request) {
    return switch (request) {
      case IncidentRequest.Open open -> signals.open(open);
      case IncidentRequest.Heard one -> heard(one.signal());
      case IncidentRequest.WriteDown lines -> writeDown(lines.standing(), lines.entries());
      case IncidentRequest.Concerned asked ->
          new IncidentReply.Known(free(credentials.of(asked.clues())));
      case IncidentRequest.LeakedRoles all -> new IncidentReply.Roles(credentials.heldRoles());
      case IncidentRequest.Served asked -> served(asked);
      case IncidentRequest.Suspect one ->
          new IncidentReply.Marked(new SuspectLog(ledger).mark(one.word(), Instant.now()));
      case IncidentRequest.Hold these -> hold(these.incident(), these.secrets());
      case IncidentRequest.Release these -> release(these);
    };
  }

  private IncidentReply served(IncidentRequest.Served asked) {
    IncidentReply.Served all = credentials.servedBy(asked.kinds(), asked.logins());
    return new IncidentReply.Served(all.logins(), free(all.credentials()));
  }

  private List<AtRisk> free(List<AtRisk> concerned) {
    Set<String> held =
        Set.copyOf(
            ledger.all(
                "SELECT secret FROM rekey.incident_credential"
                    + " WHERE released_at IS NULL AND secret = ANY (?)",
                row -> row.text("secret"),
                concerned.stream().map(AtRisk::secret).toList()));
    return concerned.stream().filter(one -> !held.contains(one.secret().value())).toList();
  }

  private IncidentReply heard(String signal) {
    signals.heard(signal);
    return new IncidentReply.Written();
  }

  private IncidentReply hold(IncidentId incident, List<SecretId> secrets) {
    signals.hold(incident, secrets);
    return new IncidentReply.Written();
  }

  private IncidentReply release(IncidentRequest.Release these) {
    ledger.change(
        "UPDATE rekey.incident_credential SET released_at = clock_timestamp()"
            + " WHERE incident = ? AND secret = ANY (?) AND released_at IS NULL",
        these.incident().value(),
        these.secrets());
    return new IncidentReply.Written();
  }

  private IncidentReply writeDown(IncidentView standing, List<TimelineEntry> entries) {
    return ledger.together(
        () -> {
          ledger.change(
              "UPDATE rekey.incident SET state = ?, standing = ?::jsonb WHERE id = ?",
              standing.state(),
              Json.of(standing),
              standing.id().value());
          entries.forEach(entry -> line(standing.id(), entry));
          evidence.append(entries.stream().map(entry -> leaf(standing, entry)).toList());
          return new IncidentReply.Written();
        });
  }

  private void line(IncidentId incident, TimelineEntry entry) {
    ledger.change(
        "INSERT INTO rekey.incident_entry (incident, number, at, entry)"
            + " VALUES (?, ?, ?, ?::jsonb) ON CONFLICT DO NOTHING",
        incident.value(),
        entry.number(),
        entry.at(),
        Json.of(entry));
  }

  private static EvidenceEntry leaf(IncidentView standing, TimelineEntry entry) {
    return new EvidenceEntry(
        "incident/" + standing.id() + "/" + entry.number(),
        "rekey/incident",
        "dev.rekey.incident." + entry.kind().name().toLowerCase(Locale.ROOT),
        standing.id().value(),
        entry.at(),
        Map.of(
            "by", entry.by(),
            "text", entry.text(),
            "runbook", standing.runbook(),
            "secrets", entry.secrets().stream().map(SecretId::value).toList(),
            "facts",
                entry.facts().stream()
                    .map(
                        one ->
                            Map.of("what", one.what(), "where", one.where(), "at", "" + one.at()))
                    .toList()));
  }

  /** All incidents as they stand, the latest first; at most a thousand. */
  public List<IncidentView> all() {
    return ledger.all(
        "SELECT standing FROM rekey.incident WHERE standing IS NOT NULL"
            + " ORDER BY opened_at DESC, id LIMIT 1000",
        row -> row.json("standing", IncidentView.class));
  }

  /** One incident with its whole timeline. */
  public Optional<IncidentView> find(IncidentId id) {
    return ledger
        .first(
            "SELECT standing FROM rekey.incident WHERE id = ? AND standing IS NOT NULL",
            row -> row.json("standing", IncidentView.class),
            id.value())
        .map(view -> view.with(entries(id)));
  }

  private List<TimelineEntry> entries(IncidentId id) {
    return ledger.all(
        "SELECT entry FROM rekey.incident_entry WHERE incident = ? ORDER BY number",
        row -> row.json("entry", TimelineEntry.class),
        id.value());
  }
}
