/** Tests of what the door keeps in the ledger, on a real PostgreSQL. */
@NullMarked
package dev.rekey.console.embedded.wiring;

import org.jspecify.annotations.NullMarked;
