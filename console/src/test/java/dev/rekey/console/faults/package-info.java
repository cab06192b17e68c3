/** The real workflow over the real steps, under schedules of faults. */
@NullMarked
package dev.rekey.console.faults;

import org.jspecify.annotations.NullMarked;
