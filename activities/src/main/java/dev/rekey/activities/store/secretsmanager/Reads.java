package dev.rekey.activities.store.secretsmanager;

import dev.rekey.activities.store.AccessLog.Read;
import dev.rekey.activities.store.Reader;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Who reads versions: through Rekey's door, and from AWS Secrets Manager itself. */
interface Reads {
  /** Writes down a read of somebody else through Rekey; AWS's own log has Rekey's. */
  void log(SecretId secret, VersionId version, Reader reader);

  /** The reads through Rekey. */
  List<Read> logged(SecretId secret, VersionId version);

  /** The reads from AWS itself. */
  List<Read> trailed(SecretId secret, VersionId version);

  /** The last read from AWS itself since then. */
  Optional<Instant> lastTrailed(SecretId secret, Instant since);

  /** See {@link dev.rekey.activities.store.AccessLog#completeFrom}. */
  Optional<Instant> completeFrom(SecretId secret, VersionId version);
}
