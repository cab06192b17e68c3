/** What pages people when Temporal is away, and needs nothing of it. */
@NullMarked
package dev.rekey.console.embedded.away;

import org.jspecify.annotations.NullMarked;
