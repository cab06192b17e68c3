package dev.rekey.workflows.worker;

import io.temporal.worker.tuning.FixedSizeSlotSupplier;
import io.temporal.worker.tuning.SlotMarkUsedContext;
import io.temporal.worker.tuning.SlotPermit;
import io.temporal.worker.tuning.SlotReleaseContext;
import io.temporal.worker.tuning.SlotReserveContext;
import io.temporal.worker.tuning.SlotSupplier;
import io.temporal.worker.tuning.SlotSupplierFuture;
import io.temporal.worker.tuning.WorkflowSlotInfo;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * The places for workflow tasks in this process. A rotation that is started while one is free gets
 * its first task in the reply; otherwise the server must store the task and hand it out, which
 * costs it half as much again as all the rest. So whoever starts many waits a little for a place.
 */
final class WorkflowSlots implements SlotSupplier<WorkflowSlotInfo> {
  /** Starts that are on their way when one looks whether a place is free. */
  private static final int ON_THEIR_WAY = 4;

  /** Other workers have places too: beyond this the server is to hand the task to one of them. */
  private static final long PATIENCE = Duration.ofMillis(200).toNanos();

  private static final long LOOK_AGAIN = Duration.ofMillis(2).toNanos();

  private final FixedSizeSlotSupplier<WorkflowSlotInfo> slots;
  private final AtomicInteger used = new AtomicInteger();
  private final int enough;

  WorkflowSlots(int number) {
    this.slots = new FixedSizeSlotSupplier<>(number);
    this.enough = Math.max(1, number - ON_THEIR_WAY);
  }

  /** Waits until a place is probably free, but not for long. */
  void awaitFree() {
    long start = System.nanoTime();
    while (used.get() >= enough && System.nanoTime() - start < PATIENCE) {
      LockSupport.parkNanos(LOOK_AGAIN);
    }
  }

  @Override
  public SlotSupplierFuture reserveSlot(SlotReserveContext<WorkflowSlotInfo> context)
      throws Exception {
    return slots.reserveSlot(context);
  }

  @Override
  public Optional<SlotPermit> tryReserveSlot(SlotReserveContext<WorkflowSlotInfo> context) {
    return slots.tryReserveSlot(context);
  }

  @Override
  public void markSlotUsed(SlotMarkUsedContext<WorkflowSlotInfo> context) {
    used.incrementAndGet();
    slots.markSlotUsed(context);
  }

  @Override
  public void releaseSlot(SlotReleaseContext<WorkflowSlotInfo> context) {
    if (context.getSlotInfo() != null) { // else it was reserved, and never used
      used.decrementAndGet();
    }
    slots.releaseSlot(context);
  }

  @Override
  public Optional<Integer> getMaximumSlots() {
    return slots.getMaximumSlots();
  }
}
