/** The credentials that are enrolled, as the door sees them. */
@NullMarked
package dev.rekey.console.door.inventory;

import org.jspecify.annotations.NullMarked;
