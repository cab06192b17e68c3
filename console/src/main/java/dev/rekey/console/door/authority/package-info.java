/** Who certifies keys, and what our own authorities say of theirs. */
@NullMarked
package dev.rekey.console.door.authority;

import org.jspecify.annotations.NullMarked;
