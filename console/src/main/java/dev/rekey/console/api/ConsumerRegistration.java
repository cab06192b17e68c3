package dev.rekey.console.api;

import dev.rekey.model.consumer.Consumer;

/**
 * Registers a workload that uses a credential.
 *
 * @param consumer who, and how it is told
 */
public record ConsumerRegistration(Consumer consumer) {}
