package dev.rekey.activities.store.secretsmanager;

import dev.rekey.activities.store.KnownVersions;
import dev.rekey.model.credential.Fingerprint;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What Rekey remembers of the versions that it wrote or saw: AWS tells neither what was in a
 * version without giving its value, nor when a label moved; and it may show either late.
 */
public interface VersionNotes extends KnownVersions {
  /**
   * After so long everybody sees what was written. AWS names no bound; seconds are usual, and to
   * take this for too long only delays an answer.
   */
  Duration SETTLED = Duration.ofSeconds(30);

  /** Notes what is in a version. Again is a success. */
  void staged(SecretId secret, VersionId version, Fingerprint fingerprint);

  /** Whether the version was noted within {@link #SETTLED}. */
  boolean stagedLately(SecretId secret, VersionId version);

  /** How many versions of a secret were noted within the time. */
  int stagedWithin(SecretId secret, Duration time);

  /** The version that had this value, if one had. */
  Optional<VersionId> holding(SecretId secret, Fingerprint fingerprint);

  /** The versions noted, the newest first. */
  List<VersionId> newestFirst(SecretId secret);

  /** Notes that a version is current now; nothing changes if it was the last one noted. */
  void current(SecretId secret, VersionId version);

  /** Which version was current from when on, the earliest first. */
  List<Turn> turns(SecretId secret);

  /** One version's time as the current one, until the next turn. */
  record Turn(VersionId version, Instant since) {}
}
