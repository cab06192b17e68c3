/** Measures Rekey against the floors of what it stands on, in one run on one machine. */
@NullMarked
package dev.rekey.console.bench;

import org.jspecify.annotations.NullMarked;
