package dev.rekey.console.door.rotation;

import dev.rekey.console.api.ForceRequest;
import dev.rekey.model.credential.VersionId;
import java.time.Instant;
import java.util.Optional;

/** The wishes to force, and who approved them. */
public interface ForceRequests {
  /** Writes a wish down. */
  void add(ForceRequest request);

  /** A wish that was written down. */
  Optional<ForceRequest> find(String id);

  /** When a rotation began, if it did. */
  Optional<Instant> began(VersionId version);

  /** Writes an approval down; a second one of the same wish changes nothing. */
  void approved(String id, String by, Instant at);
}
