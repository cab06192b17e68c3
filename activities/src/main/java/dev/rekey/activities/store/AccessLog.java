package dev.rekey.activities.store;

import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Who read which value: the embedded store's own, or that of the platform. */
public interface AccessLog {
  /**
   * Each principal other than Rekey that read this version, with the time of its last read. Throws
   * {@link dev.rekey.activities.StepFailedException} when the log cannot be looked through: silence
   * is no answer.
   */
  List<Read> readersOf(SecretId secret, VersionId version);

  /**
   * From when on the log shows every read of this version that was made while it was current.
   * Nothing if it does already, as a log does that is written before the value is given.
   */
  default Optional<Instant> completeFrom(SecretId secret, VersionId version) {
    return Optional.empty();
  }

  /**
   * When somebody else last read the secret past Rekey, which version it ever was, since then.
   * Nothing where every read goes through Rekey. Throws as {@link #readersOf} does.
   */
  default Optional<Instant> readElsewhere(SecretId secret, Instant since) {
    return Optional.empty();
  }

  /**
   * One principal's reading.
   *
   * @param principal who
   * @param last when last
   */
  record Read(String principal, Instant last) {
    /**
     * Whether the principal is this consumer: by its name, or as the role or user of AWS that has
     * it.
     */
    public boolean isBy(String consumer) {
      return principal.equals(consumer)
          || (principal.startsWith("arn:")
              && (principal.endsWith(":role/" + consumer)
                  || principal.endsWith(":user/" + consumer)));
    }
  }
}
