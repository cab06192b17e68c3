/** What people touch: the HTTP API, the {@code rekey} command, and the embedded runtime. */
@NullMarked
package dev.rekey.console;

import org.jspecify.annotations.NullMarked;
