/**
 * What a workload embeds to pick up new versions of its credential without failing a query.
 *
 * <p>{@link dev.rekey.consumer.RekeyHikari} is the whole story for a HikariCP pool; others follow a
 * {@link dev.rekey.consumer.CurrentCredential} and acknowledge by themselves.
 */
@NullMarked
package dev.rekey.consumer;

import org.jspecify.annotations.NullMarked;
