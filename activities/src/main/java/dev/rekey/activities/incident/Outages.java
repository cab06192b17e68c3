package dev.rekey.activities.incident;

import dev.rekey.activities.ledger.Ledger;
import dev.rekey.model.incident.IncidentId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Times in which responses stand still, and what stands still with them. One is open at most, and
 * outlives whoever watches: a page is one for each outage, however often watchers start anew.
 */
public final class Outages {
  private final Ledger ledger;

  /** Takes the ledger. */
  public Outages(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * One of them.
   *
   * @param name by which people are told of it
   * @param since when responses stood still, as far as somebody watched
   * @param told whether people were told
   */
  public record Outage(String name, Instant since, boolean told) {}

  /**
   * What waits.
   *
   * @param incidents those that are open
   * @param unheard how many signals are accepted that no response has heard of
   * @param longest how long the first of them has waited
   * @param suspects who is left out of any of the incidents
   */
  public record Waiting(
      List<IncidentId> incidents, int unheard, Duration longest, List<String> suspects) {
    /** Copies the lists. */
    public Waiting {
      incidents = List.copyOf(incidents);
      suspects = List.copyOf(suspects);
    }

    /** Whether nothing does. */
    public boolean isNothing() {
      return incidents.isEmpty() && unheard == 0;
    }
  }

  /** What waits for a response, or for one to go on. */
  public Waiting waiting() {
    return ledger
        .first(
            """
            SELECT
              (SELECT coalesce(array_agg(id ORDER BY opened_at, id), '{}') FROM rekey.incident
                WHERE state NOT IN ('DISMISSED', 'CLOSED')) AS incidents,
              (SELECT coalesce(array_agg(DISTINCT person), '{}') FROM rekey.incident,
                jsonb_array_elements_text(standing -> 'suspects') AS person
                WHERE state NOT IN ('DISMISSED', 'CLOSED')) AS suspects,
              count(*)::int AS unheard,
              coalesce(extract(epoch FROM clock_timestamp() - min(at)), 0)::int AS longest
            FROM rekey.incident_signal WHERE heard_at IS NULL""",
            row ->
                new Waiting(
                    row.texts("incidents").stream().map(IncidentId::new).toList(),
                    row.number("unheard"),
                    Duration.ofSeconds(row.number("longest")),
                    row.texts("suspects")))
        .orElseThrow();
  }

  /** The one that is open, if any is. */
  public Optional<Outage> open() {
    return ledger.first(
        "SELECT name, since, told_at IS NOT NULL AS told FROM rekey.outage WHERE ended_at IS NULL",
        row -> new Outage(row.text("name"), row.instant("since"), row.flag("told")));
  }

  /** The one that is open, or one of this name from now on. */
  public Outage begin(String name, Instant since) {
    ledger.change(
        "INSERT INTO rekey.outage (name, since) VALUES (?, ?) ON CONFLICT DO NOTHING", name, since);
    return open().orElse(new Outage(name, since, true)); // ended by another watcher this moment
  }

  /** People were told. */
  public void told(Outage outage, Instant at) {
    ledger.change(
        "UPDATE rekey.outage SET told_at = ? WHERE name = ? AND told_at IS NULL",
        at,
        outage.name());
  }

  /** It is over. */
  public void end(Outage outage, Instant at) {
    ledger.change(
        "UPDATE rekey.outage SET ended_at = ? WHERE name = ? AND ended_at IS NULL",
        at,
        outage.name());
  }
}
