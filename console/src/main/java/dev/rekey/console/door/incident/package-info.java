/** Incidents: declared, shown, decided. */
@NullMarked
package dev.rekey.console.door.incident;

import org.jspecify.annotations.NullMarked;
