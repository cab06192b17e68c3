package dev.rekey.activities.store;

import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import java.time.Instant;
import java.util.List;

/** Who read which value: the embedded store's own, or that of the platform. */
public interface AccessLog {
  /** Each principal other than Rekey that read this version, with the time of its last read. */
  List<Read> readersOf(SecretId secret, VersionId version);

  /**
   * One principal's reading.
   *
   * @param principal who
   * @param last when last
   */
  record Read(String principal, Instant last) {}
}
