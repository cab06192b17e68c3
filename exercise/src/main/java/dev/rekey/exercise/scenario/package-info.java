/** Scenario documents: a world, what is injected into it, and what a good response does by when. */
@NullMarked
package dev.rekey.exercise.scenario;

import org.jspecify.annotations.NullMarked;
