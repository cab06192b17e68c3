package dev.rekey.workflows.worker;

/**
 * How much a worker does at once.
 *
 * @param rotations rotations that run a step in the same moment; in the embedded runtime each holds
 *     a connection to its target meanwhile
 * @param tasks rotations that are at work in the same moment, some of them waiting for their turn
 * @param pollers calls that wait for work at the server
 * @param cached rotations kept in memory between two steps; the others are replayed
 */
public record WorkerLimits(int rotations, int tasks, int pollers, int cached) {
  /** For two to four cores: more only wait for each other. */
  public static final WorkerLimits DEFAULT = new WorkerLimits(8, 16, 4, 600);
}
