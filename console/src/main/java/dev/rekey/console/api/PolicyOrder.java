package dev.rekey.console.api;

import dev.rekey.model.credential.SecretId;
import dev.rekey.model.policy.RotationPolicy;

/**
 * Gives a credential another policy.
 *
 * @param secret which one
 * @param policy the whole policy
 */
public record PolicyOrder(SecretId secret, RotationPolicy policy) {}
