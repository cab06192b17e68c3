/** One scenario again and again, each time with something else that goes wrong. */
@NullMarked
package dev.rekey.exercise.sweep;

import org.jspecify.annotations.NullMarked;
