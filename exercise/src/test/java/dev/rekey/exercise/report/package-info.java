/** Reports that people and machines can read. */
@NullMarked
package dev.rekey.exercise.report;

import org.jspecify.annotations.NullMarked;
