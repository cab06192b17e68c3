package dev.rekey.activities.evidence;

import dev.rekey.activities.authority.KnownCertificate;
import dev.rekey.activities.authority.RenewalAdvice;
import dev.rekey.activities.ledger.Ledger;
import dev.rekey.activities.rotation.NativeIds;
import dev.rekey.activities.rotation.RotationLog;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.evidence.EvidenceEntry;
import dev.rekey.model.rotation.Fact;
import dev.rekey.model.rotation.RotationOutcome;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.model.rotation.StepRequest;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The ledger's memory of rotations, with every step in the evidence log: what is written down is
 * evidence in the same transaction, once, however often a step is told.
 */
public final class EvidencedRotationLog implements RotationLog {
  private final RotationLog log;
  private final Ledger ledger;
  private final EvidenceLog evidence;

  /** Takes the memory, and the ledger that it is in. */
  public EvidencedRotationLog(RotationLog log, Ledger ledger) {
    this.log = log;
    this.ledger = ledger;
    this.evidence = new EvidenceLog(ledger);
  }

  @Override
  public OpenRotation begin(StepRequest request, VersionId current) {
    return ledger.together(
        () -> {
          OpenRotation open = log.begin(request, current);
          tell(
              request.version(),
              "begun",
              request.credential().secret().value(),
              Instant.now(),
              Map.of(
                  "old", open.old().value(),
                  "reason", request.reason().name(),
                  "requestedBy", request.requestedBy()));
          return open;
        });
  }

  @Override
  public Optional<OpenRotation> find(VersionId version) {
    return log.find(version);
  }

  @Override
  public boolean held(SecretId secret) {
    return log.held(secret);
  }

  @Override
  public NativeIds natives() {
    return log.natives();
  }

  @Override
  public Optional<VersionId> rival(SecretId secret, VersionId version) {
    return log.rival(secret, version);
  }

  @Override
  public void keys(SecretId secret, List<String> ids) {
    log.keys(secret, ids);
  }

  @Override
  public Optional<KnownKey> key(SecretId secret, String id) {
    return log.key(secret, id);
  }

  @Override
  public void retired(SecretId secret, String id, Instant at) {
    log.retired(secret, id, at);
  }

  @Override
  public void givesWay(SecretId secret, String id, VersionId to, String why) {
    log.givesWay(secret, id, to, why); // the step that deletes it tells
  }

  @Override
  public List<String> gaveWay(VersionId to) {
    return log.gaveWay(to);
  }

  @Override
  public void certificate(SecretId secret, VersionId version, KnownCertificate certificate) {
    log.certificate(secret, version, certificate);
  }

  @Override
  public List<String> leaked(SecretId secret, String identity, Instant at) {
    return leaks(secret, at, () -> log.leaked(secret, identity, at));
  }

  @Override
  public List<String> everyKeyLeaked(SecretId secret, Optional<VersionId> spared, Instant at) {
    return leaks(secret, at, () -> log.everyKeyLeaked(secret, spared, at));
  }

  private List<String> leaks(SecretId secret, Instant at, Supplier<List<String>> deed) {
    return ledger.together(
        () -> {
          List<String> keys = deed.get();
          keys.forEach(
              key ->
                  tell(
                      "key/" + key + "/leaked",
                      "key.leaked",
                      secret.value(),
                      at,
                      Map.of("key", key)));
          return keys;
        });
  }

  @Override
  public Optional<Instant> leakedSince(String identity) {
    return log.leakedSince(identity);
  }

  @Override
  public void advised(
      SecretId secret, VersionId version, Optional<RenewalAdvice.Window> window, Instant askAgain) {
    log.advised(secret, version, window, askAgain);
  }

  @Override
  public void installed(VersionId version, Instant at) {
    log.installed(version, at);
  }

  @Override
  public void created(VersionId version, Optional<Instant> installed, List<Fact> facts) {
    told(() -> log.created(version, installed, facts), version, RotationStep.CREATE, facts);
  }

  @Override
  public void stepDone(VersionId version, RotationStep step, List<Fact> facts) {
    told(() -> log.stepDone(version, step, facts), version, step, facts);
  }

  @Override
  public void rotated(StepRequest request, Instant at, List<Fact> facts) {
    ended(() -> log.rotated(request, at, facts), "ended", request, at, facts);
  }

  @Override
  public void withdrawn(StepRequest request, Instant at, List<Fact> facts) {
    ended(() -> log.withdrawn(request, at, facts), "ended", request, at, facts);
  }

  @Override
  public void concluded(StepRequest request, RotationOutcome outcome, Instant at) {
    Runnable conclude = () -> log.concluded(request, outcome, at);
    switch (outcome) {
      case RotationOutcome.Rotated rotated -> conclude.run(); // its last step has told
      case RotationOutcome.Withdrawn back -> ended(conclude, "concluded", request, at, List.of());
      case RotationOutcome.Unfinished left -> ended(conclude, "concluded", request, at, List.of());
      case RotationOutcome.Superseded over -> ended(conclude, "concluded", request, at, List.of());
    }
  }

  private void told(Runnable deed, VersionId version, RotationStep step, List<Fact> facts) {
    ledger.together(
        () -> {
          deed.run();
          Instant now = Instant.now();
          String what = step.name().toLowerCase(Locale.ROOT);
          Map<String, Object> data = Map.of("facts", written(facts));
          secret(version).ifPresent(secret -> tell(version, what, secret, now, data));
          return true;
        });
  }

  /** How it ended is what the ledger says: it may have ended before, and otherwise. */
  private void ended(
      Runnable deed, String what, StepRequest request, Instant at, List<Fact> facts) {
    ledger.together(
        () -> {
          deed.run();
          String secret = request.credential().secret().value();
          ending(request.version())
              .ifPresent(
                  ending ->
                      tell(
                          request.version(),
                          what,
                          secret,
                          at,
                          Map.of(
                              "outcome", ending.outcome(),
                              "requestedBy", request.requestedBy(),
                              "code", ending.code(),
                              "why", ending.why(),
                              "facts", written(facts))));
          return true;
        });
  }

  private void tell(
      VersionId version, String what, String secret, Instant at, Map<String, Object> data) {
    tell("rotation/" + version + "/" + what, "rotation." + what, secret, at, data);
  }

  private void tell(String id, String type, String secret, Instant at, Map<String, Object> data) {
    evidence.append(
        List.of(new EvidenceEntry(id, "rekey/rotation", "dev.rekey." + type, secret, at, data)));
  }

  private Optional<String> secret(VersionId version) {
    return ledger.first(
        "SELECT secret FROM rekey.rotation WHERE version = ?", row -> row.text("secret"), version);
  }

  private Optional<Ending> ending(VersionId version) {
    return ledger.first(
        "SELECT outcome, coalesce(failure_code, '') AS code, coalesce(failure_reason, '') AS why"
            + " FROM rekey.rotation WHERE version = ? AND ended_at IS NOT NULL",
        row -> new Ending(row.text("outcome"), row.text("code"), row.text("why")),
        version);
  }

  private static List<Map<String, String>> written(List<Fact> facts) {
    return facts.stream()
        .map(fact -> Map.of("what", fact.what(), "where", fact.where(), "at", "" + fact.at()))
        .toList();
  }

  private record Ending(String outcome, String code, String why) {}
}
