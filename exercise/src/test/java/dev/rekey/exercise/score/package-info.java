/** What counts, and how much. */
@NullMarked
package dev.rekey.exercise.score;

import org.jspecify.annotations.NullMarked;
