/** Exercises that were played, and what is to be done because of them. */
@NullMarked
package dev.rekey.console.door.exercise;

import org.jspecify.annotations.NullMarked;
