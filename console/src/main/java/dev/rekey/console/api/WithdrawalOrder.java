package dev.rekey.console.api;

import dev.rekey.model.credential.SecretId;

/**
 * Go back to the old version, while that is still possible.
 *
 * @param secret of which credential
 * @param reason why
 */
public record WithdrawalOrder(SecretId secret, String reason) {}
