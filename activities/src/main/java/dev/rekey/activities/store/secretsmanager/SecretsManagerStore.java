package dev.rekey.activities.store.secretsmanager;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.store.Fingerprinter;
import dev.rekey.activities.store.InstalledStore;
import dev.rekey.activities.store.Reader;
import dev.rekey.activities.store.RotatedSecrets;
import dev.rekey.activities.store.StoredSecret;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.Fingerprint;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.credential.VersionStage;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.secretsmanager.model.SecretVersionsListEntry;

/**
 * AWS Secrets Manager as the secret store. Labels are moved by Rekey alone, by compare-and-set;
 * what AWS does not tell is kept in notes in the ledger.
 */
public final class SecretsManagerStore implements InstalledStore {
  private final SecretsManagerCalls calls;
  private final VersionNotes notes;
  private final ShownLabels shown;
  private final VersionWriting writing;
  private final SecretCheck check;
  private final TaggedSecrets tagged;
  private final Reads reads;
  private final Fingerprinter fingerprinter;

  /** Takes what it is made of. */
  SecretsManagerStore(
      SecretsManagerCalls calls,
      VersionNotes notes,
      VersionWriting writing,
      SecretCheck check,
      TaggedSecrets tagged,
      Reads reads,
      Fingerprinter fingerprinter) {
    this.calls = calls;
    this.notes = notes;
    this.shown = new ShownLabels(calls, notes);
    this.writing = writing;
    this.check = check;
    this.tagged = tagged;
    this.reads = reads;
    this.fingerprinter = fingerprinter;
  }

  @Override
  public Fingerprinter fingerprinter() {
    return fingerprinter;
  }

  @Override
  public Optional<RotatedSecrets> rotated() {
    return Optional.of(new NativelyRotated(shown));
  }

  @Override
  public void create(SecretId secret, VersionId version, Login value) {
    writing.create(secret, version, value);
  }

  @Override
  public void stage(SecretId secret, VersionId version, Login value) {
    writing.stage(secret, version, value);
  }

  /**
   * A version that was written a moment ago and does not show yet is no version that is not there:
   * that is a failure to try again after.
   */
  @Override
  public Optional<Login> read(SecretId secret, VersionId version, Reader reader) {
    Optional<Login> value =
        calls
            .value(secret, version)
            .map(found -> SecretForm.of(secret, Optional.ofNullable(found.secretString())).login());
    if (value.isPresent()) {
      reads.log(secret, version, reader);
      return value;
    }
    shown.known(secret);
    if (notes.stagedLately(secret, version)) {
      throw new StepFailedException(
          FailureCode.STORE_UNAVAILABLE,
          "AWS Secrets Manager does not show version " + version + " of " + secret + " yet");
    }
    return value;
  }

  @Override
  public Map<VersionStage, VersionId> labels(SecretId secret) {
    return shown.labels(secret);
  }

  @Override
  public void promote(SecretId secret, VersionId expected, VersionId next) {
    if (!calls.move(secret, VersionStage.AWSCURRENT, Optional.of(expected), next)) {
      requireMoved(secret, expected, next);
    }
    notes.current(secret, next);
    writing.takePendingOff(secret, next);
  }

  /** AWS did not move the label: it was moved already, by an earlier call or by somebody else. */
  private void requireMoved(SecretId secret, VersionId expected, VersionId next) {
    Optional<VersionId> current =
        Optional.ofNullable(shown.labels(secret).get(VersionStage.AWSCURRENT));
    if (current.equals(Optional.of(next))) {
      return;
    }
    if (!current.equals(Optional.of(expected))) {
      throw new StepFailedException(
          FailureCode.FOREIGN_WRITE, "Another version of " + secret + " is current");
    }
    if (calls.value(secret, next).isEmpty() && !notes.stagedLately(secret, next)) {
      throw new StepFailedException(FailureCode.NOT_FOUND, secret + " has no version " + next);
    }
    throw new StepFailedException(
        FailureCode.STORE_UNAVAILABLE,
        "AWS Secrets Manager refuses to make version " + next + " of " + secret + " current yet");
  }

  @Override
  public void discardPending(SecretId secret, VersionId version) {
    writing.takePendingOff(secret, version);
  }

  @Override
  public List<VersionId> versions(SecretId secret) {
    shown.known(secret);
    List<VersionId> noted = notes.newestFirst(secret);
    return calls.versions(secret).stream()
        .sorted(
            Comparator.comparing(SecretVersionsListEntry::createdDate)
                .reversed()
                .thenComparing(entry -> place(noted, entry)))
        .map(entry -> new VersionId(entry.versionId()))
        .toList();
  }

  /** AWS's times are not fine enough to tell versions of one second apart. */
  private static int place(List<VersionId> noted, SecretVersionsListEntry entry) {
    int place = noted.indexOf(new VersionId(entry.versionId()));
    return place < 0 ? noted.size() : place;
  }

  @Override
  public List<Read> readersOf(SecretId secret, VersionId version) {
    return Stream.concat(
            reads.logged(secret, version).stream(), reads.trailed(secret, version).stream())
        .collect(Collectors.toMap(Read::principal, Read::last, SecretsManagerStore::later))
        .entrySet()
        .stream()
        .map(read -> new Read(read.getKey(), read.getValue()))
        .sorted(Comparator.comparing(Read::principal))
        .toList();
  }

  @Override
  public Optional<Instant> readElsewhere(SecretId secret, Instant since) {
    return reads.lastTrailed(secret, since);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  @Override
  public Optional<Instant> completeFrom(SecretId secret, VersionId version) {
    return reads.completeFrom(secret, version);
  }

  @Override
  public Map<SecretId, VersionId> current(Collection<SecretId> secrets) {
    return notes.current(secrets);
  }

  @Override
  public Optional<Fingerprint> fingerprint(SecretId secret, VersionId version) {
    return notes.fingerprint(secret, version);
  }

  @Override
  public Map<SecretId, Fingerprint> currentFingerprints() {
    return notes.currentFingerprints();
  }

  @Override
  public List<String> check(SecretId secret) {
    return calls.describe(secret).map(found -> check.of(secret, found)).orElse(List.of());
  }

  @Override
  public List<StoredSecret> discover(int limit) {
    return tagged.all(limit);
  }
}
