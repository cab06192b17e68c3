/** What an exercise is worth: what happened, held against what the scenario expects. */
@NullMarked
package dev.rekey.exercise.score;

import org.jspecify.annotations.NullMarked;
