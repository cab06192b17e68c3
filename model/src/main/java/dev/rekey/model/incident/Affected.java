package dev.rekey.model.incident;

import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.credential.VersionId;
import java.util.List;
import java.util.Optional;

/**
 * A credential as a response sees it.
 *
 * @param credential what and where
 * @param recovered the version that replaced the leaked ones, if one did: the only one that may
 *     live
 * @param values which of its values were reported, by version or by the public id of a login; any
 *     of them if none is named
 */
public record Affected(
    CredentialSpec credential, Optional<VersionId> recovered, List<String> values) {
  /** Copies the list; who asks for all values names none. */
  public Affected {
    values = values == null ? List.of() : List.copyOf(values);
  }

  /** One of which any value may be meant. */
  public Affected(CredentialSpec credential, Optional<VersionId> recovered) {
    this(credential, recovered, List.of());
  }
}
