/** Starting, watching, withdrawing and forcing rotations. */
@NullMarked
package dev.rekey.console.door.rotation;

import org.jspecify.annotations.NullMarked;
