package dev.rekey.activities.notice;

import dev.rekey.activities.evidence.EvidenceLog;
import dev.rekey.activities.ledger.Json;
import dev.rekey.activities.ledger.Ledger;
import dev.rekey.model.evidence.EvidenceEntry;
import dev.rekey.model.notice.ChannelName;
import dev.rekey.model.notice.Route;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The channels of the installation, in the ledger. What opens them is in the secret store. */
public final class Channels {
  private final Ledger ledger;
  private final EvidenceLog evidence;

  /** Takes the ledger. */
  public Channels(Ledger ledger) {
    this.ledger = ledger;
    this.evidence = new EvidenceLog(ledger);
  }

  /** Adds a channel; false, and nothing is changed, if its name is taken. */
  public boolean add(Route route, String by, Instant at) {
    return ledger.together(
        () -> {
          int added =
              ledger.change(
                  "INSERT INTO rekey.notice_channel (name, route, added_by, added_at)"
                      + " VALUES (?, ?::jsonb, ?, ?) ON CONFLICT DO NOTHING",
                  route.channel().name().value(),
                  Json.of(route),
                  by,
                  at);
          if (added == 1) {
            note("added", route.channel().name(), by, at);
          }
          return added == 1;
        });
  }

  /** Removes a channel; false if there is none. What it delivered stays on record. */
  public boolean remove(ChannelName name, String by, Instant at) {
    return ledger.together(
        () -> {
          int removed =
              ledger.change("DELETE FROM rekey.notice_channel WHERE name = ?", name.value());
          if (removed == 1) {
            note("removed", name, by, at);
          }
          return removed == 1;
        });
  }

  /** All of them, by name. */
  public List<Route> all() {
    return ledger.all(
        "SELECT route FROM rekey.notice_channel ORDER BY name",
        row -> row.json("route", Route.class));
  }

  /** The channel of this name. */
  public Optional<Route> find(ChannelName name) {
    return ledger.first(
        "SELECT route FROM rekey.notice_channel WHERE name = ?",
        row -> row.json("route", Route.class),
        name.value());
  }

  private void note(String what, ChannelName name, String by, Instant at) {
    evidence.append(
        List.of(
            new EvidenceEntry(
                "channel/" + name + "/" + what + "/" + at,
                "rekey/notice",
                "dev.rekey.notice.channel-" + what,
                "channel/" + name,
                at,
                Map.of("by", by))));
  }
}
