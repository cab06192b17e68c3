package dev.rekey.console.api;

import dev.rekey.model.credential.VersionId;

/**
 * A consumer uses this version for every new login from now on, and holds no login of an older one.
 *
 * @param version which
 */
public record Acknowledgement(VersionId version) {}
