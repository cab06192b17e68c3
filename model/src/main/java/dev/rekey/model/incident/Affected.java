package dev.rekey.model.incident;

import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.credential.VersionId;
import java.util.Optional;

/**
 * A credential as a response sees it.
 *
 * @param credential what and where
 * @param recovered the version that replaced the leaked ones, if one did: the only one that may
 *     live
 */
public record Affected(CredentialSpec credential, Optional<VersionId> recovered) {}
