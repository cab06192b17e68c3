package dev.rekey.activities.rotation;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.store.Reader;
import dev.rekey.activities.store.SecretStore;
import dev.rekey.activities.target.CredentialTarget;
import dev.rekey.activities.target.Targets;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionStage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Subjects whose rotator's login is in the secret store. It is kept for a few seconds, since every
 * step of every credential of a target needs the same one.
 */
public final class TargetSubjects implements Subjects {
  /** Long enough for a sweep to profit, short enough for a mended rotator to be noticed. */
  private static final Duration KEPT = Duration.ofSeconds(10);

  private final Targets targets;
  private final SecretStore store;
  private final InstantSource clock;
  private final OrderBudget orders;
  private final Map<SecretId, Kept> rotators = new ConcurrentHashMap<>();

  private record Kept(Login login, Instant until) {}

  /** Takes the targets, the store that holds the rotators' logins, and a clock. */
  public TargetSubjects(Targets targets, SecretStore store, InstantSource clock) {
    this(targets, store, clock, OrderBudget.UNLIMITED);
  }

  /** The same with who counts orders. */
  public TargetSubjects(
      Targets targets, SecretStore store, InstantSource clock, OrderBudget orders) {
    this.orders = orders;
    this.targets = targets;
    this.store = store;
    this.clock = clock;
  }

  @Override
  public Subject<?> of(CredentialSpec spec) {
    return subject(spec);
  }

  private <S extends CredentialSpec> Subject<S> subject(S spec) {
    CredentialTarget<S> target = targets.of(spec);
    return new Subject<>(
        target, spec, spec.rotatorSecret().map(this::rotator).orElse(Login.OWN), orders);
  }

  private Login rotator(SecretId secret) {
    Instant now = clock.instant();
    Kept kept =
        rotators.compute(
            secret,
            (id, known) ->
                known != null && now.isBefore(known.until())
                    ? known
                    : new Kept(read(id), now.plus(KEPT)));
    return kept.login();
  }

  private Login read(SecretId secret) {
    return Optional.ofNullable(store.labels(secret).get(VersionStage.AWSCURRENT))
        .flatMap(version -> store.read(secret, version, Reader.rekey("log in at the target")))
        .orElseThrow(
            () ->
                new StepFailedException(
                    FailureCode.NOT_FOUND, "The store has no rotator login named " + secret));
  }
}
