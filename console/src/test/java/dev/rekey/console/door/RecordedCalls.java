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
  private volatile boolean broken;

  void breakDown() {
    broken = true;
  }

  List<DoorCall> all() {
    return List.copyOf(calls);
  }

  DoorCall last() {
    return calls.getLast();
  }

  @Override
  public void record(DoorCall call) {
    if (broken) {
      throw new StepFailedException(
          FailureCode.LEDGER_UNAVAILABLE, "The ledger does not answer; nothing was changed");
    }
    calls.add(call);
  }
}
