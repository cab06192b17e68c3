/** Incidents whose responses run as workflows in Temporal. */
@NullMarked
package dev.rekey.console.embedded.incident;

import org.jspecify.annotations.NullMarked;
