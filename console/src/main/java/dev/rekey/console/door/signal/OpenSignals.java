package dev.rekey.console.door.signal;

import dev.rekey.console.api.SignalView;
import java.time.Instant;
import java.util.List;

/**
 * The signals that people must look at. Throws {@link dev.rekey.activities.StepFailedException}
 * with LEDGER_UNAVAILABLE when it cannot answer.
 */
public interface OpenSignals {
  /** The oldest first; at most a thousand. */
  List<SignalView> all();

  /** How many there are. */
  int count();

  /** A person has looked; false if no open signal has this id. */
  boolean close(String id, String by, String note, Instant at);
}
