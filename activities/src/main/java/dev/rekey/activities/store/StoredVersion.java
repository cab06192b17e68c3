package dev.rekey.activities.store;

import dev.rekey.activities.secret.Login;
import dev.rekey.model.credential.VersionId;

/**
 * A version of a secret, with its value.
 *
 * @param version which
 * @param login the value
 */
public record StoredVersion(VersionId version, Login login) {}
