/** What documents say, and what they may not. */
@NullMarked
package dev.rekey.exercise.scenario;

import org.jspecify.annotations.NullMarked;
