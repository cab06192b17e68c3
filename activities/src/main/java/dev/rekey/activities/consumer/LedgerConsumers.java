package dev.rekey.activities.consumer;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.ledger.Json;
import dev.rekey.activities.ledger.Ledger;
import dev.rekey.model.FailureCode;
import dev.rekey.model.consumer.Consumer;
import dev.rekey.model.consumer.ConsumerId;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The registry of consumers in the ledger, and what each acknowledged last. */
public final class LedgerConsumers implements Consumers {
  private final Ledger ledger;

  /** Takes the ledger. */
  public LedgerConsumers(Ledger ledger) {
    this.ledger = ledger;
  }

  /**
   * Registers a consumer; the same again is a success.
   *
   * @return false, and nothing changed, if the name stands for another consumer
   */
  public boolean register(Consumer consumer, String by, Instant at) {
    String spec = Json.of(consumer);
    return ledger
        .first(
            """
            INSERT INTO rekey.consumer AS c (id, secret, spec, registered_by, registered_at)
            VALUES (?, ?, ?::jsonb, ?, ?)
            ON CONFLICT (id) DO UPDATE SET id = excluded.id WHERE c.spec = excluded.spec
            RETURNING true""",
            row -> true,
            consumer.id(),
            consumer.secret(),
            spec,
            by,
            at)
        .isPresent();
  }

  /**
   * Removes a consumer with its acknowledgement, and keeps who removed it, when and why.
   *
   * @return false, and nothing changed, if there is none of that name
   */
  public boolean remove(ConsumerId consumer, String by, String reason, Instant at) {
    return ledger.change(
            """
            WITH gone AS (DELETE FROM rekey.consumer WHERE id = ? RETURNING *),
            last AS (SELECT version, at FROM rekey.acknowledgement WHERE consumer = ?)
            INSERT INTO rekey.consumer_removal
              (consumer, secret, spec, registered_by, registered_at, held, held_since,
               removed_by, removed_at, reason)
            SELECT g.id, g.secret, g.spec, g.registered_by, g.registered_at, l.version, l.at, ?, ?, ?
            FROM gone g LEFT JOIN last l ON true""",
            consumer,
            consumer,
            by,
            at,
            reason)
        > 0;
  }

  /** A registered consumer. */
  public Optional<Consumer> find(ConsumerId consumer) {
    return ledger.first(
        "SELECT spec FROM rekey.consumer WHERE id = ?",
        row -> row.json("spec", Consumer.class),
        consumer);
  }

  @Override
  public List<Consumer> of(SecretId secret) {
    return ledger.all(
        "SELECT spec FROM rekey.consumer WHERE secret = ? ORDER BY id",
        row -> row.json("spec", Consumer.class),
        secret);
  }

  @Override
  public Map<ConsumerId, VersionId> acknowledged(SecretId secret) {
    return lastAcknowledged(secret).entrySet().stream()
        .collect(
            Collectors.toMap(one -> new ConsumerId(one.getKey()), one -> one.getValue().version()));
  }

  @Override
  public Map<String, Acknowledged> lastAcknowledged(SecretId secret) {
    Map<String, Acknowledged> held = new HashMap<>();
    ledger.all(
        """
        SELECT a.consumer, a.version, a.at FROM rekey.consumer c
        JOIN rekey.acknowledgement a ON a.consumer = c.id WHERE c.secret = ?""",
        row ->
            held.put(
                row.text("consumer"),
                new Acknowledged(new VersionId(row.text("version")), row.instant("at"))),
        secret);
    return held;
  }

  @Override
  public List<Departure> departed(SecretId secret) {
    return ledger.all(
        """
        SELECT * FROM (
          SELECT DISTINCT ON (consumer) consumer, held, held_since FROM rekey.consumer_removal
          WHERE secret = ? ORDER BY consumer, id DESC) last
        WHERE held IS NOT NULL""",
        row ->
            new Departure(
                new ConsumerId(row.text("consumer")),
                new VersionId(row.text("held")),
                row.instant("held_since")),
        secret);
  }

  /** An acknowledgement that is late, and older than the one there is, changes nothing. */
  @Override
  public void acknowledge(ConsumerId consumer, SecretId secret, VersionId version, Instant at) {
    boolean known =
        ledger
            .first(
                """
                WITH known AS (SELECT id FROM rekey.consumer WHERE id = ? AND secret = ?),
                written AS (
                  INSERT INTO rekey.acknowledgement AS a (consumer, version, at)
                  SELECT id, ?, ? FROM known
                  ON CONFLICT (consumer) DO UPDATE SET version = excluded.version, at = excluded.at
                    WHERE a.at <= excluded.at)
                SELECT id FROM known""",
                row -> true,
                consumer,
                secret,
                version,
                at)
            .isPresent();
    if (!known) {
      throw new StepFailedException(
          FailureCode.NOT_FOUND, consumer + " is not registered as a consumer of " + secret);
    }
  }
}
