/** Signals of compromise, from what came to what is done about them. */
@NullMarked
package dev.rekey.console.signal;

import org.jspecify.annotations.NullMarked;
