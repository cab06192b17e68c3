/** What came from outside and waits for a person. */
@NullMarked
package dev.rekey.console.door.signal;

import org.jspecify.annotations.NullMarked;
