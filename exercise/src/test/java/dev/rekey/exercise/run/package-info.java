/** One run of a scenario. */
@NullMarked
package dev.rekey.exercise.run;

import org.jspecify.annotations.NullMarked;
