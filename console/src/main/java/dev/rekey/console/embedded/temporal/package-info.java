/** The three ways to come by a Temporal server. */
@NullMarked
package dev.rekey.console.embedded.temporal;

import org.jspecify.annotations.NullMarked;
