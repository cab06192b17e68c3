/** The programme of a year: which exercise is due when, and what the exercises show together. */
@NullMarked
package dev.rekey.exercise.programme;

import org.jspecify.annotations.NullMarked;
