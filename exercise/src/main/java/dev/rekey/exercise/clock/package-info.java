/**
 * The clock of an exercise. Workflows, activities and people live by it, on a Temporal server that
 * knows nothing of it: days pass in seconds, in the same order each time.
 */
@NullMarked
package dev.rekey.exercise.clock;

import org.jspecify.annotations.NullMarked;
