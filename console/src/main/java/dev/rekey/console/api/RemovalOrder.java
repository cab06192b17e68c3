package dev.rekey.console.api;

import dev.rekey.model.credential.SecretId;

/**
 * Gives a credential up.
 *
 * @param secret which one
 * @param reason why
 * @param dryRun only say what would happen
 */
public record RemovalOrder(SecretId secret, String reason, boolean dryRun) {}
