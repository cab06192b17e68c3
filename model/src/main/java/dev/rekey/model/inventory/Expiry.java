package dev.rekey.model.inventory;

import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import java.time.Instant;

/**
 * A certificate that is about to end, or has, and is not replaced.
 *
 * @param secret whose
 * @param owner the person who answers for it
 * @param version its version in use
 * @param end when it ends
 * @param why what is known of the attempts to replace it
 */
public record Expiry(SecretId secret, String owner, VersionId version, Instant end, String why) {}
