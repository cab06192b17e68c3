/** What consumers get, and the watch for newer versions. */
@NullMarked
package dev.rekey.console.door.consumption;

import org.jspecify.annotations.NullMarked;
