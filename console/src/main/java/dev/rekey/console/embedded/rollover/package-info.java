/** Rollovers as workflows in Temporal. */
@NullMarked
package dev.rekey.console.embedded.rollover;

import org.jspecify.annotations.NullMarked;
