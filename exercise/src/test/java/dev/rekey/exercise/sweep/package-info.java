/** What a sweep looks at. */
@NullMarked
package dev.rekey.exercise.sweep;

import org.jspecify.annotations.NullMarked;
