package dev.rekey.activities.store.secretsmanager;

import dev.rekey.activities.ledger.Ledger;
import dev.rekey.activities.store.AccessLog.Read;
import dev.rekey.activities.store.Reader;
import dev.rekey.activities.store.secretsmanager.VersionNotes.Turn;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.SecretVersionsListEntry;

/**
 * Reads through the door as the ledger has them, and those from AWS as CloudTrail has them. A read
 * that names no version was of the one that was current then.
 */
final class TrailedReads implements Reads {
  private final Ledger ledger;
  private final SecretsManagerCalls calls;
  private final VersionNotes notes;
  private final ReadTrail trail;
  private final Duration late;
  private final InstantSource clock;

  TrailedReads(
      Ledger ledger,
      SecretsManagerCalls calls,
      VersionNotes notes,
      ReadTrail trail,
      Duration late,
      InstantSource clock) {
    this.ledger = ledger.failingWith(FailureCode.STORE_UNAVAILABLE);
    this.calls = calls;
    this.notes = notes;
    this.trail = trail;
    this.late = late;
    this.clock = clock;
  }

  @Override
  public void log(SecretId secret, VersionId version, Reader reader) {
    if (!reader.principal().equals(Reader.REKEY)) {
      ledger.change(
          """
          INSERT INTO secret_store.access (secret, version, principal, purpose, address)
          VALUES (?, ?, ?, ?, ?)""",
          secret,
          version,
          reader.principal(),
          reader.purpose(),
          reader.address());
    }
  }

  @Override
  public List<Read> logged(SecretId secret, VersionId version) {
    return ledger.all(
        """
        SELECT principal, max(at) AS last FROM secret_store.access
        WHERE secret = ? AND version = ? AND principal <> 'rekey' GROUP BY principal""",
        row -> new Read(row.text("principal"), row.instant("last")),
        secret,
        version);
  }

  @Override
  public List<Read> trailed(SecretId secret, VersionId version) {
    Optional<DescribeSecretResponse> known = calls.describe(secret);
    if (known.isEmpty()) {
      return List.of();
    }
    List<Turn> turns = notes.turns(secret);
    return trail.since(made(secret, version, turns)).stream()
        .filter(read -> read.mayBeOf(known.get().name(), known.get().arn()))
        .filter(read -> maybeVersion(read, turns, version))
        .map(read -> new Read(read.principal(), read.at()))
        .toList();
  }

  /** Who asked by a filter may have read anything; that is no use of this one. */
  @Override
  public Optional<Instant> lastTrailed(SecretId secret, Instant since) {
    return calls
        .describe(secret)
        .flatMap(
            known ->
                trail.since(since).stream()
                    .filter(read -> !read.secrets().isEmpty() && !read.at().isBefore(since))
                    .filter(read -> read.mayBeOf(known.name(), known.arn()))
                    .map(TrailEvent::at)
                    .max(Instant::compareTo));
  }

  /** Since when there is something to read, as far as CloudTrail goes back. */
  private Instant made(SecretId secret, VersionId version, List<Turn> turns) {
    Instant earliest = clock.instant().minus(ReadTrail.KEPT);
    Stream<Instant> known =
        turns.stream().filter(turn -> turn.version().equals(version)).map(Turn::since);
    Stream<Instant> created =
        calls.versions(secret).stream()
            .filter(entry -> entry.versionId().equals(version.value()))
            .map(SecretVersionsListEntry::createdDate);
    return Stream.concat(known, created)
        .min(Instant::compareTo)
        .filter(earliest::isBefore)
        .orElse(earliest);
  }

  private static boolean maybeVersion(TrailEvent read, List<Turn> turns, VersionId version) {
    if (read.version().isPresent()) {
      return read.version().get().equals(version.value());
    }
    int turn = turnAt(turns, read.at());
    return switch (read.stage().orElse("AWSCURRENT")) {
      case "AWSCURRENT" -> isOf(turns, turn, version);
      case "AWSPREVIOUS" -> isOf(turns, turn - 1, version);
      case String other -> true; // where that label was then, nobody knows
    };
  }

  /** A secret that was there before Rekey had the version that Rekey saw first. */
  private static int turnAt(List<Turn> turns, Instant at) {
    return IntStream.range(0, turns.size())
        .filter(i -> !turns.get(i).since().isAfter(at))
        .max()
        .orElse(0);
  }

  private static boolean isOf(List<Turn> turns, int turn, VersionId version) {
    return turn < 0 || turn >= turns.size() || turns.get(turn).version().equals(version);
  }

  /**
   * A version was read as the current one until the next one's turn; such a read shows so much
   * later. Whoever asks for it by its id afterwards shows late as well, however long one waits:
   * that is for the target to see.
   */
  @Override
  public Optional<Instant> completeFrom(SecretId secret, VersionId version) {
    List<Turn> turns = notes.turns(secret);
    return IntStream.range(1, turns.size())
        .filter(i -> turns.get(i - 1).version().equals(version))
        .mapToObj(i -> turns.get(i).since().plus(late))
        .max(Instant::compareTo);
  }
}
