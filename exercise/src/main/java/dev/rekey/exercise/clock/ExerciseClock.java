package dev.rekey.exercise.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The time of an exercise, and who acts in it. It stands still while anybody runs; {@link
 * Conductor} moves it on, and lets one go at a time.
 */
public final class ExerciseClock implements InstantSource {
  /** Inherited, so that what a call does beside itself is its own. */
  private static final ThreadLocal<Actor> CURRENT = new InheritableThreadLocal<>();

  private static final ThreadLocal<Duration> PASSED = ThreadLocal.withInitial(() -> Duration.ZERO);

  private final Turns turns;

  ExerciseClock(Turns turns) {
    this.turns = turns;
  }

  @Override
  public Instant instant() {
    Actor self = CURRENT.get();
    return turns.locked(() -> self == null ? turns.now() : turns.now().plus(self.debt()));
  }

  /**
   * Returns when so much time has passed. In a thread that a call made to work beside itself it
   * passes at once for that call alone, which is so much later when it answers.
   */
  public void pass(Duration time) {
    Actor self = current();
    if (self.isItself()) {
      await(instant().plus(time), () -> false);
    } else {
      PASSED.set(PASSED.get().plus(time));
      turns.change(() -> self.owe(PASSED.get()));
    }
  }

  /**
   * Returns at that time, or earlier if this comes true, which is looked at whenever everybody is
   * quiet.
   *
   * @return whether it came true
   */
  public boolean await(Instant until, BooleanSupplier orEarlier) {
    Actor self = current();
    return turns.locked(
        () -> {
          if (self.lost()) {
            throw new CallLostError();
          }
          Actor waiting = self.isItself() ? self : self.helper();
          waiting.waitUntil(until, orEarlier);
          turns.add(waiting);
          try {
            turns.park(waiting);
          } finally { // also if its worker died meanwhile: nobody would ever be quiet again
            if (waiting != self) {
              turns.remove(waiting);
              self.helperGoesOn();
            }
          }
          return orEarlier.getAsBoolean();
        });
  }

  /** A person sets out to do something, beside everybody else. */
  public void begin(String name, Runnable deed) {
    Thread.Builder thread = Thread.ofVirtual().name(name).inheritInheritableThreadLocals(false);
    Thread born = thread.unstarted(() -> runAs(name, deed));
    turns.add(new Actor(name, false, born));
    born.start();
  }

  static Optional<Actor> actor() {
    return Optional.ofNullable(CURRENT.get());
  }

  private static Actor current() {
    return actor()
        .orElseThrow(() -> new IllegalStateException("Only who acts in the exercise can wait"));
  }

  /**
   * Runs a call of a function, once its turn has come.
   *
   * @param ended told while the call still counts as running, so that nobody misses its answer
   */
  <T> T call(String name, Supplier<T> work, Runnable ended) {
    Actor call = new Actor(name, true);
    CURRENT.set(call);
    try {
      call.waitUntil(turns.now(), () -> false);
      turns.add(call);
      turns.park(call);
      T answer = answered(call, work);
      if (turns.locked(call::lost)) { // whatever became of its own threads
        throw new CallLostError();
      }
      return answer;
    } finally {
      ended.run();
      remove(call);
    }
  }

  /** The answer is as late as the work beside it was. */
  private <T> T answered(Actor call, Supplier<T> work) {
    try {
      return work.get();
    } finally {
      Duration owed = call.settle();
      if (owed.isPositive()) {
        pass(owed);
      }
    }
  }

  private void runAs(String name, Runnable work) {
    Actor actor = turns.of(name);
    CURRENT.set(actor);
    try {
      work.run();
    } finally {
      remove(actor);
    }
  }

  /** Who acts already goes on; who does not is somebody new for as long. */
  <T> T acting(String name, Supplier<T> work) {
    if (actor().isPresent()) {
      return work.get();
    }
    Actor visitor = new Actor(name + "@" + Thread.currentThread().threadId(), false);
    turns.add(visitor);
    CURRENT.set(visitor);
    try {
      return work.get();
    } finally {
      remove(visitor);
    }
  }

  /** Waits for the answer to an update; meanwhile others may go on. */
  <T> T asking(String update, Supplier<T> answer) {
    Actor self = current();
    turns.change(() -> self.ask(update));
    try {
      return answer.get();
    } finally {
      turns.change(self::run);
    }
  }

  private void remove(Actor actor) {
    CURRENT.remove();
    turns.remove(actor);
  }
}
