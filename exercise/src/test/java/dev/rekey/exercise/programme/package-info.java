/** What is due, and what was shown. */
@NullMarked
package dev.rekey.exercise.programme;

import org.jspecify.annotations.NullMarked;
