/** Functions without AWS: the same handlers, fed the same bytes, in this process. */
@NullMarked
package dev.rekey.console.embedded.function;

import org.jspecify.annotations.NullMarked;
