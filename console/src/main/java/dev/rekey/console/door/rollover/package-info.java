/** What people want of the rollover of an authority. */
@NullMarked
package dev.rekey.console.door.rollover;

import org.jspecify.annotations.NullMarked;
