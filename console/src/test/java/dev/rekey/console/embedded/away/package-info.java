/** Tests of the page past Temporal. */
@NullMarked
package dev.rekey.console.embedded.away;

import org.jspecify.annotations.NullMarked;
