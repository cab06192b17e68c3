package dev.rekey.workflows.sweep;

/**
 * What a sweep did.
 *
 * @param started rotations it started
 * @param joined credentials that were due and whose rotation was running already
 * @param failed credentials whose rotation could not be started; the next sweep tries them again
 * @param breachesOpen credentials past their maximum age when it began
 */
public record SweepReport(int started, int joined, int failed, int breachesOpen) {
  SweepReport plus(SweepPart part) {
    return new SweepReport(
        started + part.started(), joined + part.joined(), failed + part.failed(), breachesOpen);
  }
}
