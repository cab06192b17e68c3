package dev.rekey.console.demo;

import java.util.Locale;
import java.util.Optional;

/**
 * What the demo saw.
 *
 * @param rotations how many ended with a new version in use
 * @param workloadQueries how many queries the workload did
 * @param authFailures how many of them failed because a login was refused
 * @param otherFailures how many failed otherwise
 * @param oldRefused whether the database refused each old login in the end
 * @param convergedAfterKill whether the rotation whose worker was killed was finished by another
 * @param containedSeconds from the signal of a leak to the last refusal; nothing if it lives
 * @param seconds how long all of it took
 */
record DemoResult(
    int rotations,
    long workloadQueries,
    long authFailures,
    long otherFailures,
    boolean oldRefused,
    boolean convergedAfterKill,
    Optional<Double> containedSeconds,
    double seconds) {
  /** Whether it showed what it is to show. */
  boolean convincing() {
    return rotations == 2
        && workloadQueries > 0
        && authFailures == 0
        && oldRefused
        && convergedAfterKill
        && containedSeconds.isPresent();
  }

  /** One JSON object in one line. */
  String json() {
    return String.format(
        Locale.ROOT,
        "{\"rotations\":%d,\"workload_queries\":%d,\"auth_failures\":%d,\"other_failures\":%d,"
            + "\"old_refused\":%b,\"converged_after_kill\":%b,\"contained_seconds\":%s,\"seconds\":%.1f}",
        rotations,
        workloadQueries,
        authFailures,
        otherFailures,
        oldRefused,
        convergedAfterKill,
        containedSeconds.map(String::valueOf).orElse("null"),
        seconds);
  }
}
