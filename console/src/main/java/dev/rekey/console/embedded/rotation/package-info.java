/** What the door asks of Temporal: start, look, force, withdraw, sweep. */
@NullMarked
package dev.rekey.console.embedded.rotation;

import org.jspecify.annotations.NullMarked;
