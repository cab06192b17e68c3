package dev.rekey.activities.target.iamkey;

import java.time.Instant;

/**
 * When a key was used last, as far as IAM tells yet.
 *
 * @param at when, by IAM's clock
 * @param service the service that was called
 * @param region where
 */
record LastUse(Instant at, String service, String region) {}
