package dev.rekey.activities.ledger;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.rekey.activities.authority.KnownCertificate;
import dev.rekey.activities.authority.RenewalAdvice;
import dev.rekey.activities.rotation.NativeIds;
import dev.rekey.activities.rotation.RotationLog;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.rotation.Fact;
import dev.rekey.model.rotation.RotationOutcome;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.model.rotation.StepRequest;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The ledger's memory of rotations. Each call is one committed statement, since rotations wait. */
public final class LedgerRotationLog implements RotationLog {
  /** After a withdrawn rotation the sweep waits so long, and twice as long after each further. */
  private static final Duration FIRST_PAUSE = Duration.ofMinutes(15);

  private static final Duration LONGEST_PAUSE = Duration.ofDays(1);

  /** Ends a rotation, even one that never began; the sweep leaves its credential alone. */
  private static final String WITHDRAWN =
      """
      WITH ended AS (
        INSERT INTO rekey.rotation AS r
          (version, secret, old_version, reason, requested_by, started_at, ended_at, outcome)
        VALUES (?, ?, ?, ?, ?, ?, ?, 'withdrawn')
        ON CONFLICT (version) DO UPDATE SET ended_at = excluded.ended_at, outcome = excluded.outcome
          WHERE r.ended_at IS NULL
        RETURNING secret, version, ended_at),
      paused AS (
        UPDATE rekey.credential c SET failures = failures + 1,
          not_before = e.ended_at + least(?::interval, ?::interval * power(2, least(failures, 20)),
            %s)
        FROM ended e WHERE c.secret = e.secret)
      INSERT INTO rekey.rotation_step (version, step, at, facts)
      SELECT version, ?, ended_at, ?::jsonb FROM ended
      ON CONFLICT (version, step) DO UPDATE SET at = excluded.at, facts = excluded.facts\
      """
          .formatted(LedgerCertificates.SHORTEST_PAUSE);

  private static final TypeReference<List<Fact>> FACTS = new TypeReference<>() {};

  private final Ledger ledger;
  private final Renewal renewal;
  private final LedgerCertificates certificates;
  private final LeakedKeys leakedKeys;
  private final Endings endings;
  private final LedgerKeys keys;

  /** Takes the ledger, and who computes when a rotated credential is due again. */
  public LedgerRotationLog(Ledger ledger, DueDates dueDates) {
    this.ledger = ledger;
    this.certificates = new LedgerCertificates(ledger);
    this.renewal = new Renewal(ledger, certificates, dueDates);
    this.leakedKeys = new LeakedKeys(ledger);
    this.keys = new LedgerKeys(ledger);
    this.endings = new Endings(ledger, FIRST_PAUSE, LONGEST_PAUSE);
  }

  @Override
  public boolean held(SecretId secret) {
    return ledger
        .first(
            "SELECT 1 FROM rekey.incident_credential WHERE secret = ? AND released_at IS NULL",
            row -> true,
            secret)
        .isPresent();
  }

  @Override
  public NativeIds natives() {
    return new LedgerNativeIds(ledger);
  }

  @Override
  public OpenRotation begin(StepRequest request, VersionId current) {
    return ledger
        .first(
            """
            INSERT INTO rekey.rotation (version, secret, old_version, reason, requested_by)
            VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (version) DO UPDATE SET version = excluded.version
            RETURNING version, old_version, installed_at, ended_at\
            """,
            LedgerRotationLog::open,
            request.version(),
            request.credential().secret(),
            current,
            request.reason(),
            request.requestedBy())
        .orElseThrow();
  }

  @Override
  public Optional<OpenRotation> find(VersionId version) {
    return ledger.first(
        "SELECT version, old_version, installed_at, ended_at FROM rekey.rotation WHERE version = ?",
        LedgerRotationLog::open,
        version);
  }

  @Override
  public Optional<VersionId> rival(SecretId secret, VersionId version) {
    return ledger.first(
        """
        SELECT r.version FROM rekey.rotation r JOIN rekey.credential c ON c.secret = r.secret
        WHERE r.secret = ? AND r.version <> ? AND r.ended_at IS NULL
          AND r.started_at > clock_timestamp() - c.patience
        ORDER BY r.started_at DESC LIMIT 1\
        """,
        row -> new VersionId(row.text("version")),
        secret,
        version);
  }

  @Override
  public void keys(SecretId secret, List<String> ids) {
    keys.known(secret, ids);
  }

  @Override
  public Optional<KnownKey> key(SecretId secret, String id) {
    return keys.find(secret, id);
  }

  @Override
  public void retired(SecretId secret, String id, Instant at) {
    keys.retired(secret, id, at);
  }

  @Override
  public void givesWay(SecretId secret, String id, VersionId to, String why) {
    keys.givesWay(secret, id, to, why);
  }

  @Override
  public List<String> gaveWay(VersionId to) {
    return keys.gaveWay(to);
  }

  @Override
  public void installed(VersionId version, Instant at) {
    ledger.change(
        "UPDATE rekey.rotation SET installed_at = ? WHERE version = ? AND installed_at IS NULL",
        at,
        version);
  }

  @Override
  public void created(VersionId version, Optional<Instant> installed, List<Fact> facts) {
    ledger.change(
        """
        WITH there AS (
          UPDATE rekey.rotation SET installed_at = coalesce(installed_at, ?::timestamptz)
          WHERE version = ?)
        INSERT INTO rekey.rotation_step (version, step, facts) VALUES (?, ?, ?::jsonb)
        ON CONFLICT (version, step) DO UPDATE SET at = excluded.at, facts = excluded.facts\
        """,
        installed,
        version,
        version,
        RotationStep.CREATE,
        Json.of(facts, FACTS));
  }

  @Override
  public void stepDone(VersionId version, RotationStep step, List<Fact> facts) {
    ledger.change(
        """
        INSERT INTO rekey.rotation_step (version, step, facts) VALUES (?, ?, ?::jsonb)
        ON CONFLICT (version, step) DO UPDATE SET at = excluded.at, facts = excluded.facts\
        """,
        version,
        step,
        Json.of(facts, FACTS));
  }

  @Override
  public void certificate(SecretId secret, VersionId version, KnownCertificate certificate) {
    certificates.known(secret, version, certificate);
  }

  @Override
  public List<String> leaked(SecretId secret, String identity, Instant at) {
    return leakedKeys.add(secret, identity, at);
  }

  @Override
  public List<String> everyKeyLeaked(SecretId secret, Optional<VersionId> spared, Instant at) {
    return leakedKeys.addAll(secret, spared, at);
  }

  @Override
  public Optional<Instant> leakedSince(String identity) {
    return leakedKeys.since(identity);
  }

  @Override
  public void advised(
      SecretId secret, VersionId version, Optional<RenewalAdvice.Window> window, Instant askAgain) {
    renewal.advised(secret, version, window, askAgain);
  }

  @Override
  public void rotated(StepRequest request, Instant at, List<Fact> facts) {
    renewal.rotated(request, at, Json.of(facts, FACTS));
  }

  @Override
  public void withdrawn(StepRequest request, Instant at, List<Fact> facts) {
    if (request.step() == RotationStep.DISCARD) {
      endings.discarded(request, at, Json.of(facts, FACTS));
      return;
    }
    ledger.change(
        WITHDRAWN,
        request.version(),
        request.credential().secret(),
        request.version(), // it never began, if this stays
        request.reason(),
        request.requestedBy(),
        at,
        at,
        LONGEST_PAUSE,
        FIRST_PAUSE,
        FIRST_PAUSE,
        RotationStep.WITHDRAW,
        Json.of(facts, FACTS));
  }

  @Override
  public void concluded(StepRequest request, RotationOutcome outcome, Instant at) {
    endings.concluded(request, outcome, at);
  }

  private static OpenRotation open(Row row) throws SQLException {
    return new OpenRotation(
        new VersionId(row.text("version")),
        new VersionId(row.text("old_version")),
        row.maybeInstant("installed_at"),
        row.maybeInstant("ended_at").isPresent());
  }
}
