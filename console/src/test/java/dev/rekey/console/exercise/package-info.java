/** Exercises as people run them. */
@NullMarked
package dev.rekey.console.exercise;

import org.jspecify.annotations.NullMarked;
