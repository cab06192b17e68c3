package dev.rekey.console.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What GitHub hears of one token.
 *
 * @param tokenHash SHA-256 of the token, in hex: GitHub knows it
 * @param tokenType as GitHub named it
 * @param label {@code true_positive}: it is a value of an enrolled credential
 */
public record IntakeFeedback(
    @JsonProperty("token_hash") String tokenHash,
    @JsonProperty("token_type") String tokenType,
    String label) {}
