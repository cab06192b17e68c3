/** What is proven, as the door hands it out. */
@NullMarked
package dev.rekey.console.door.evidence;

import org.jspecify.annotations.NullMarked;
