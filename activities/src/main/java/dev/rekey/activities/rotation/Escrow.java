package dev.rekey.activities.rotation;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.rotation.RotationLog.OpenRotation;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.store.Reader;
import dev.rekey.activities.store.SecretStore;
import dev.rekey.activities.target.IssuingTarget;
import dev.rekey.activities.target.MintOrder;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.credential.VersionStage;
import dev.rekey.model.rotation.StepRequest;
import java.util.Optional;

/** Reads of the store that several steps share, with their refusals. */
record Escrow(SecretStore store, RotationLog log) {
  static Escrow of(Ports ports) {
    return new Escrow(ports.store(), ports.log());
  }

  /** The version that consumers get now. */
  VersionId current(SecretId secret) {
    return label(secret, VersionStage.AWSCURRENT)
        .orElseThrow(
            () ->
                new StepFailedException(FailureCode.NOT_FOUND, secret + " has no current version"));
  }

  Optional<VersionId> label(SecretId secret, VersionStage stage) {
    return Optional.ofNullable(store.labels(secret).get(stage));
  }

  /** A version's value, which must be there. */
  Login value(SecretId secret, VersionId version, String purpose) {
    return value(store, secret, version, purpose);
  }

  /** The same for who has nothing else to do with a rotation. */
  static Login value(SecretStore store, SecretId secret, VersionId version, String purpose) {
    return store
        .read(secret, version, Reader.rekey(purpose))
        .orElseThrow(
            () ->
                new StepFailedException(
                    FailureCode.NOT_FOUND,
                    "The store has no version " + version + " of " + secret));
  }

  /** The value that replaces a leaked one; one that is on its way may not be made yet. */
  Optional<Login> spared(SecretId secret, VersionId version) {
    String purpose = "spare the new one";
    Optional<Login> made = store.read(secret, version, Reader.rekey(purpose));
    return made.isEmpty() && version.equals(current(secret))
        ? Optional.of(value(secret, version, purpose))
        : made;
  }

  /** What a target needs to make a login for this rotation's version. */
  MintOrder order(StepRequest request, Login current) {
    SecretId secret = request.credential().secret();
    boolean leaked = !request.reason().oldIsTrusted();
    return new MintOrder(
        request.version(),
        current,
        identity -> escrowed(secret, identity),
        leaked,
        new KnownKeys(log, secret, request.version()));
  }

  /** Where the part of a version is kept that is to be completed. */
  Preparations preparations(SecretId secret, VersionId version) {
    return new Preparations() {
      @Override
      public Optional<Login> kept() {
        return prepared(secret, version).map(Escrow.this::neverLeaked);
      }

      @Override
      public Login keep(Login prepared) {
        neverLeaked(prepared);
        store.stage(secret, IssuingTarget.preparation(version), prepared);
        return prepared;
      }
    };
  }

  /**
   * A key that is to be certified, or that was, and is to be given to somebody.
   *
   * @throws StepFailedException VALUE_REJECTED if it leaked once: the next one is another key
   */
  Login neverLeaked(Login login) {
    log.leakedSince(login.identity())
        .ifPresent(
            since -> {
              throw new StepFailedException(
                  FailureCode.VALUE_REJECTED,
                  "The key "
                      + login.identity()
                      + " is known to have leaked since "
                      + since
                      + "; it is not certified again");
            });
    return login;
  }

  /** What was kept of a version before it was complete. */
  Optional<Login> prepared(SecretId secret, VersionId version) {
    return store.read(
        secret, IssuingTarget.preparation(version), Reader.rekey("complete a version"));
  }

  private boolean escrowed(SecretId secret, String identity) {
    return store.versions(secret).stream()
        .map(version -> store.read(secret, version, Reader.rekey("tell an orphan from ours")))
        .flatMap(Optional::stream)
        .anyMatch(login -> login.identity().equals(identity));
  }

  /** The rotation, which must have begun. */
  static OpenRotation begun(StepRequest request, Optional<OpenRotation> known) {
    return known.orElseThrow(
        () ->
            new StepFailedException(
                FailureCode.BAD_REQUEST,
                "The rotation " + request.version() + " has not begun with its create step"));
  }

  /** Fails unless the rotation's own version is the current one. A store may show that late. */
  void requireDeployed(StepRequest request, OpenRotation rotation, VersionId current) {
    if (current.equals(rotation.old())) {
      throw new StepFailedException(
          FailureCode.STORE_UNAVAILABLE,
          "The store still shows version "
              + current
              + " of "
              + request.credential().secret()
              + " as current");
    }
    if (!current.equals(request.version())) {
      throw foreignWrite(request, current);
    }
  }

  static StepFailedException foreignWrite(StepRequest request, VersionId found) {
    return new StepFailedException(
        FailureCode.FOREIGN_WRITE,
        "Somebody else made version "
            + found
            + " of "
            + request.credential().secret()
            + " current while it was being rotated; it was not overwritten");
  }
}
