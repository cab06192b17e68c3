/** Who knocks, what they may do, and the record of every call. */
@NullMarked
package dev.rekey.console.door.access;

import org.jspecify.annotations.NullMarked;
