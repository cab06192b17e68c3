/**
 * The secret store for one machine: ciphertext in the ledger's PostgreSQL, the key in a file
 * outside.
 */
@NullMarked
package dev.rekey.activities.store.embedded;

import org.jspecify.annotations.NullMarked;
