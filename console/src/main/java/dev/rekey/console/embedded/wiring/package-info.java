/** Puts the parts together: ledger, store, functions, door. */
@NullMarked
package dev.rekey.console.embedded.wiring;

import org.jspecify.annotations.NullMarked;
