package dev.rekey.console.door.rotation;

/**
 * How far a sweep came while the caller waited.
 *
 * @param started rotations that it started
 * @param joined rotations that ran already
 * @param failed rotations that could not be started
 * @param finished whether it came to its end; if not, the numbers are not known yet
 */
public record SweepProgress(int started, int joined, int failed, boolean finished) {}
