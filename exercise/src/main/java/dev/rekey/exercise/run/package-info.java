/** Plays a scenario: settles its world, lets it happen, and collects what happened. */
@NullMarked
package dev.rekey.exercise.run;

import org.jspecify.annotations.NullMarked;
