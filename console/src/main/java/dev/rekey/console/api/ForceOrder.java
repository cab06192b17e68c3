package dev.rekey.console.api;

import dev.rekey.model.credential.SecretId;

/**
 * A wish to revoke the old version although somebody uses it. Another person must approve.
 *
 * @param secret of which credential
 * @param reason why
 */
public record ForceOrder(SecretId secret, String reason) {}
