/** Tests of the command against a door made by hand. */
@NullMarked
package dev.rekey.console.cli;

import org.jspecify.annotations.NullMarked;
