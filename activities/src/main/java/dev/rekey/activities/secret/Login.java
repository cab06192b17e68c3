package dev.rekey.activities.secret;

/**
 * Who logs in, and with what.
 *
 * @param identity the user, role or key id
 * @param value the password or key
 */
public record Login(String identity, SecretValue value) {}
