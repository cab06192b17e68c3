/** Tests of the embedded ledger, with a real PostgreSQL. */
@NullMarked
package dev.rekey.console.embedded.ledger;

import org.jspecify.annotations.NullMarked;
