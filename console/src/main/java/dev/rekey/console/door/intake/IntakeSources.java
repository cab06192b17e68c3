package dev.rekey.console.door.intake;

import dev.rekey.console.api.IntakeView;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The sources that are let in. Each method may throw {@link
 * dev.rekey.activities.StepFailedException}: LEDGER_UNAVAILABLE.
 */
public interface IntakeSources {
  /** All of them, by name. */
  List<IntakeSource> all();

  /** The same with what came from each. */
  List<IntakeView> views();

  /**
   * Lets one in.
   *
   * @return false if the name is taken
   */
  boolean add(IntakeSource source);

  /** Lets it in no more; false if there is none of that name. */
  boolean remove(String name);

  /** Adds to what came from it. */
  void count(String name, Tally tally);

  /**
   * What came since the last count.
   *
   * @param accepted good messages
   * @param repeated findings that had been told before
   * @param rejected messages without a good signature
   * @param lastAccepted when the last good one came
   * @param lastRejected when the last bad one came
   */
  record Tally(
      long accepted,
      long repeated,
      long rejected,
      Optional<Instant> lastAccepted,
      Optional<Instant> lastRejected) {}
}
