package dev.rekey.activities.store.secretsmanager;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.store.Fingerprinter;
import dev.rekey.activities.store.Urgency;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.Fingerprint;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.credential.VersionStage;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

/** Adds versions to secrets in AWS Secrets Manager. */
final class VersionWriting {
  /** A password shorter than this is a mistake: redacted, cut, or a placeholder (F25). */
  private static final int SHORTEST = 16;

  /**
   * "Avoid calling PutSecretValue at a sustained rate of more than once every 10 minutes" (its API
   * reference), or the quota of versions fills up; looked at over two hours.
   */
  private static final int MOST_WITHIN_TWO_HOURS = 12;

  private static final Duration TWO_HOURS = Duration.ofHours(2);

  private final SecretsManagerCalls calls;
  private final VersionNotes notes;
  private final Fingerprinter fingerprinter;
  private final Optional<String> kmsKey;
  private final ShownLabels shown;

  VersionWriting(
      SecretsManagerCalls calls,
      VersionNotes notes,
      Fingerprinter fingerprinter,
      Optional<String> kmsKey) {
    this.calls = calls;
    this.notes = notes;
    this.fingerprinter = fingerprinter;
    this.kmsKey = kmsKey;
    this.shown = new ShownLabels(calls, notes);
  }

  /**
   * A new secret has its version from its first moment on. One that somebody made without a value
   * gets it here; of two that come at once one becomes current, since the label moves from nowhere
   * only once.
   */
  void create(SecretId secret, VersionId version, Login value) {
    requireLength(value, 1);
    if (!isThere(secret, version, value)) {
      String text = SecretForm.fresh(value).with(value);
      if (!calls.create(secret, version, text, kmsKey)) {
        requireEmpty(secret);
        put(secret, version, value, SecretForm.fresh(value));
      }
    }
    note(secret, version, value);
    Map<VersionStage, VersionId> labels = shown.labels(secret);
    if (!labels.containsKey(VersionStage.AWSCURRENT)) {
      makeFirst(secret, version);
    }
    if (version.equals(labels.get(VersionStage.AWSPENDING))) {
      takePendingOff(secret, version);
    }
  }

  private void requireEmpty(SecretId secret) {
    if (!calls.versions(secret).isEmpty()) {
      throw exists(secret);
    }
  }

  private void makeFirst(SecretId secret, VersionId version) {
    boolean moved = calls.move(secret, VersionStage.AWSCURRENT, Optional.empty(), version);
    VersionId current = shown.labels(secret).get(VersionStage.AWSCURRENT);
    if (!moved && current != null && !current.equals(version)) {
      throw exists(secret);
    }
    notes.current(secret, version);
  }

  private static StepFailedException exists(SecretId secret) {
    return new StepFailedException(
        FailureCode.FOREIGN_WRITE, secret + " exists already, with another version");
  }

  void stage(SecretId secret, VersionId version, Login value) {
    requireLength(value, SHORTEST);
    DescribeSecretResponse known = shown.known(secret);
    Map<VersionStage, VersionId> labels = ShownLabels.of(known);
    if (isThere(secret, version, value)) {
      note(secret, version, value);
      pendingAgain(secret, version, labels);
      return;
    }
    SecretForm form = form(secret, labels, value);
    requireFresh(secret, value);
    requirePace(secret);
    Optional.ofNullable(labels.get(VersionStage.AWSPENDING))
        .filter(left -> !left.equals(version)) // AWS labels it before a function gives it a value
        .ifPresent(left -> takePendingOff(secret, left));
    put(secret, version, value, form);
    note(secret, version, value);
  }

  /** The label may have been taken off; a version that became current keeps that label alone. */
  private void pendingAgain(
      SecretId secret, VersionId version, Map<VersionStage, VersionId> labels) {
    Optional<VersionId> pending = Optional.ofNullable(labels.get(VersionStage.AWSPENDING));
    boolean current = version.equals(labels.get(VersionStage.AWSCURRENT));
    if (!current && !pending.equals(Optional.of(version))) {
      calls.move(secret, VersionStage.AWSPENDING, pending, version);
    }
  }

  /** Fields besides the login are those of the version that consumers get now. */
  private SecretForm form(SecretId secret, Map<VersionStage, VersionId> labels, Login value) {
    Optional<VersionId> current = Optional.ofNullable(labels.get(VersionStage.AWSCURRENT));
    Optional<GetSecretValueResponse> found = current.flatMap(v -> calls.value(secret, v));
    if (found.isEmpty()) {
      return SecretForm.fresh(value);
    }
    SecretForm form = SecretForm.of(secret, Optional.ofNullable(found.get().secretString()));
    if (form.login().value().equals(value.value())) {
      throw repeated(secret);
    }
    return form;
  }

  private void requireFresh(SecretId secret, Login value) {
    if (notes.holding(secret, fingerprinter.of(value.value())).isPresent()) {
      throw repeated(secret);
    }
  }

  private static StepFailedException repeated(SecretId secret) {
    return new StepFailedException(
        FailureCode.VALUE_REJECTED, "The value is that of an earlier version of " + secret);
  }

  /** A compromise is contained at any pace; then AWS itself is the limit. */
  private void requirePace(SecretId secret) {
    if (Urgency.now() == Urgency.ROUTINE
        && notes.stagedWithin(secret, TWO_HOURS) >= MOST_WITHIN_TWO_HOURS) {
      throw new StepFailedException(
          FailureCode.QUOTA_REACHED,
          secret
              + " got "
              + MOST_WITHIN_TWO_HOURS
              + " versions within two hours; AWS allows about one in 10 minutes, or its quota of"
              + " versions fills up. Find what rotates it so often");
    }
  }

  private static void requireLength(Login value, int shortest) {
    if (value.value().size() < shortest) {
      throw new StepFailedException(
          FailureCode.VALUE_REJECTED,
          "The value is empty or shorter than " + shortest + " characters");
    }
  }

  /**
   * Whether the version is there with this value.
   *
   * @throws StepFailedException FOREIGN_WRITE if it is there with another
   */
  private boolean isThere(SecretId secret, VersionId version, Login value) {
    Optional<GetSecretValueResponse> found = calls.value(secret, version);
    if (found.isEmpty()) {
      return false;
    }
    Login there = SecretForm.of(secret, Optional.ofNullable(found.get().secretString())).login();
    if (!there.equals(value)) {
      throw otherValue(secret, version);
    }
    return true;
  }

  /** AWS refuses another value under the same version; the same one is a success. */
  private void put(SecretId secret, VersionId version, Login value, SecretForm form) {
    if (!calls.put(secret, version, form.with(value)) && !isThere(secret, version, value)) {
      throw otherValue(secret, version);
    }
  }

  private static StepFailedException otherValue(SecretId secret, VersionId version) {
    return new StepFailedException(
        FailureCode.FOREIGN_WRITE,
        "Version " + version + " of " + secret + " exists with another value");
  }

  /** Whoever took it off before, it is off; a secret that is not there is a failure. */
  void takePendingOff(SecretId secret, VersionId version) {
    if (!calls.takePendingOff(secret, version)) {
      shown.known(secret);
    }
  }

  private void note(SecretId secret, VersionId version, Login value) {
    Fingerprint fingerprint = fingerprinter.of(value.value());
    notes.staged(secret, version, fingerprint);
  }
}
