@NullMarked
package dev.rekey.exercise.clock;

import org.jspecify.annotations.NullMarked;
