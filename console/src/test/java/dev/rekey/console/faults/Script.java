package dev.rekey.console.faults;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.testing.Crash;
import dev.rekey.activities.testing.InMemoryTarget;
import dev.rekey.activities.testing.Striking;
import dev.rekey.activities.testing.World;
import dev.rekey.model.FailureCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What goes wrong in one run, drawn from its seed, call by call. */
final class Script implements Striking.Fault {
  private static final Instant MORNING = Instant.parse("2026-11-23T03:00:00Z");

  /** What may happen at a call of a port. */
  private enum Blow {
    WORKER_DIES,
    FUNCTION_DIES,
    CONNECTION_LOST,
    STORE_LOST,
    LEDGER_LOST,
    THROTTLED,
    CLOCK_JUMPS
  }

  /** What people may ask for in the middle. */
  enum Wish {
    NOTHING,
    WITHDRAW,
    FORCE,
    RESPOND,
    HOLD
  }

  private final Random random;
  private final World<InMemoryTarget> world;
  private final List<String> trace = new ArrayList<>();
  private final Wish wish;
  private final int wishAt;
  private final Duration drain;
  private final int replicaLag;
  private final int storeLag;
  private int blowsLeft;
  private int calls;
  private int looksUntilTheConsumerMoves;
  private Runnable onWish = () -> {};
  private Runnable onCall = () -> {};

  Script(long seed, World<InMemoryTarget> world) {
    this.random = new Random(seed);
    this.world = world;
    this.wish = random.nextInt(3) == 0 ? Wish.NOTHING : any(Wish.values());
    this.wishAt = random.nextInt(60);
    this.drain = random.nextBoolean() ? Duration.ZERO : Duration.ofMinutes(5);
    this.replicaLag = random.nextInt(4);
    this.storeLag = random.nextInt(3) == 0 ? 1 + random.nextInt(3) : 0;
    this.blowsLeft = random.nextInt(6);
    this.looksUntilTheConsumerMoves = random.nextInt(4);
    trace.add(
        "%s at %d, drain %s, replica lag %d, store lag %d, consumer after %d looks"
            .formatted(wish, wishAt, drain, replicaLag, storeLag, looksUntilTheConsumerMoves));
  }

  Wish wish() {
    return wish;
  }

  Duration drain() {
    return drain;
  }

  int replicaLag() {
    return replicaLag;
  }

  int storeLag() {
    return storeLag;
  }

  List<String> trace() {
    return trace;
  }

  Random random() {
    return random;
  }

  void note(String what) {
    trace.add(what);
  }

  /** What happens when the moment of the wish has come, and at every call. */
  void when(Runnable wished, Runnable called) {
    onWish = wished;
    onCall = called;
  }

  /** From now on nothing goes wrong. */
  void quiet() {
    blowsLeft = 0;
  }

  /** Whether the consumer fetches the current version now that it was looked at once more. */
  boolean consumerMoves() {
    if (looksUntilTheConsumerMoves-- > 0) {
      return false;
    }
    looksUntilTheConsumerMoves = random.nextInt(4);
    return true;
  }

  /** Whether the answer of a step is lost after all it did. */
  boolean losesAnswer() {
    return strikes(8);
  }

  /** Whether a step is delivered twice. */
  boolean deliversTwice() {
    return strikes(8);
  }

  @Override
  public void before(String call) {
    if (calls++ == wishAt) {
      note(wish + " at " + call);
      onWish.run();
    }
    if (strikes(12)) {
      strike("before " + call);
    }
  }

  @Override
  public void after(String call) {
    onCall.run();
    if (strikes(12)) {
      strike("after " + call);
    }
  }

  private boolean strikes(int oneIn) {
    if (blowsLeft == 0 || random.nextInt(oneIn) != 0) {
      return false;
    }
    blowsLeft--;
    return true;
  }

  private void strike(String where) {
    Blow blow = any(Blow.values());
    note(blow + " " + where);
    switch (blow) {
      case WORKER_DIES -> throw new WorkerDies(where);
      case FUNCTION_DIES -> throw new Crash(where);
      case CONNECTION_LOST -> throw lost(FailureCode.TARGET_UNAVAILABLE);
      case STORE_LOST -> throw lost(FailureCode.STORE_UNAVAILABLE);
      case LEDGER_LOST -> throw lost(FailureCode.LEDGER_UNAVAILABLE);
      case THROTTLED -> throw lost(FailureCode.THROTTLED);
      case CLOCK_JUMPS -> world.jumpTo(MORNING.plus(Duration.ofHours(random.nextInt(48) - 24L)));
    }
  }

  private static StepFailedException lost(FailureCode code) {
    return new StepFailedException(code, "as planned");
  }

  <T> T any(T[] choices) {
    return choices[random.nextInt(choices.length)];
  }

  /** The process of the worker died, and with it the function that it runs. */
  static final class WorkerDies extends Error {
    private static final long serialVersionUID = 1L;

    WorkerDies(String where) {
      super(where, null, false, false);
    }
  }
}
