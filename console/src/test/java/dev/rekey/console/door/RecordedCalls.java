package dev.rekey.console.door;

import dev.rekey.activities.StepFailedException;
import dev.rekey.console.door.access.DoorCall;
import dev.rekey.console.door.access.DoorCalls;
import dev.rekey.model.FailureCode;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The record of calls in memory. It can be made to fail. */
final class RecordedCalls implements DoorCalls {
  private final List<DoorCall> calls = new CopyOnWriteArrayList<>();
  private int left = Integer.MAX_VALUE;

  void breakDown() {
    breakDownAfter(0);
  }

  synchronized void breakDownAfter(int more) {
    left = more;
  }

  List<DoorCall> all() {
    return List.copyOf(calls);
  }

  DoorCall last() {
    return calls.getLast();
  }

  @Override
  public synchronized void record(DoorCall call) {
    if (left-- <= 0) {
      throw new StepFailedException(
          FailureCode.LEDGER_UNAVAILABLE, "The ledger does not answer; nothing was changed");
    }
    calls.add(call);
  }
}
