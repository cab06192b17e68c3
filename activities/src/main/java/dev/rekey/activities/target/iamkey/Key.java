package dev.rekey.activities.target.iamkey;

import java.time.Instant;

/**
 * A key as IAM lists it.
 *
 * @param id its id, which is no secret
 * @param active whether IAM honours it
 * @param created when, by IAM's clock
 */
record Key(String id, boolean active, Instant created) {}
