/** Wires all of Rekey on one machine: ledger, Temporal, functions in-process, worker, door. */
@NullMarked
package dev.rekey.console.embedded;

import org.jspecify.annotations.NullMarked;
