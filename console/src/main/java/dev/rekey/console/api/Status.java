package dev.rekey.console.api;

import dev.rekey.model.inventory.Expiry;
import java.util.List;

/**
 * The installation in numbers.
 *
 * @param credentials how many are enrolled
 * @param overdue how many are due and not yet rotated
 * @param breached how many are past their maximum age
 * @param rotating how many are being rotated
 * @param blocked how many rotations wait for somebody who uses the old version
 * @param stuck how many rotations keep failing
 * @param openSignals how many signals wait for a person
 * @param rejectedReports how many messages to the intake no source of ours had signed
 * @param remediations what is to be done because of exercises
 * @param standing the rotations that are blocked or stuck, twenty at most: who or what is in the
 *     way
 * @param expiring certificates that end before they are replaced, if nothing changes, the first to
 *     end first, twenty at most
 * @param unserved the audiences that are never told, since no channel reaches them
 * @param compliancePercent the share that is not breached; 100 if there are none
 * @param temporal which Temporal, in words
 * @param durable whether acknowledged work survives a kill
 */
public record Status(
    int credentials,
    int overdue,
    int breached,
    int rotating,
    int blocked,
    int stuck,
    int openSignals,
    long rejectedReports,
    Remediations remediations,
    List<RunningRotation> standing,
    List<Expiry> expiring,
    List<String> unserved,
    double compliancePercent,
    String temporal,
    boolean durable) {
  /**
   * What is to be done.
   *
   * @param open how many things
   * @param overdue how many of them should be done by now
   */
  public record Remediations(int open, int overdue) {}

  /** Copies the lists. */
  public Status {
    standing = List.copyOf(standing);
    expiring = List.copyOf(expiring);
    unserved = List.copyOf(unserved);
  }
}
