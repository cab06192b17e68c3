package dev.rekey.console.api;

import dev.rekey.model.credential.SecretId;

/**
 * An order to a running rotation was taken.
 *
 * @param secret of which credential
 * @param what happens now, one sentence
 */
public record Accepted(SecretId secret, String what) {}
