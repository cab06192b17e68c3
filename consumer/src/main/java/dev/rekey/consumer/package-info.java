/** What a workload embeds to pick up new versions of its credential without failing a query. */
@NullMarked
package dev.rekey.consumer;

import org.jspecify.annotations.NullMarked;
