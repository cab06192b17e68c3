/**
 * Exercises on this machine: everything that they stand on is made for them, and goes with them.
 */
@NullMarked
package dev.rekey.console.embedded.exercise;

import org.jspecify.annotations.NullMarked;
