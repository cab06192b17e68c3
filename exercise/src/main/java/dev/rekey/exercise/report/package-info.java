/** What is written down after an exercise: for people, for auditors, and as things to do. */
@NullMarked
package dev.rekey.exercise.report;

import org.jspecify.annotations.NullMarked;
