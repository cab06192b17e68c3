@NullMarked
package dev.rekey.exercise.world;

import org.jspecify.annotations.NullMarked;
