/**
 * The world of an exercise: targets, workloads, people's pagers and an opponent, all of them
 * simulated. It reaches nothing outside of this process.
 */
@NullMarked
package dev.rekey.exercise.world;

import org.jspecify.annotations.NullMarked;
