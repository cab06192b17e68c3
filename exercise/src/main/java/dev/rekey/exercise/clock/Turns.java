package dev.rekey.exercise.clock;

import dev.rekey.exercise.clock.Actor.State;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Who acts in an exercise, who waits for what, and whose turn it is. */
final class Turns {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<String, Actor> actors = new HashMap<>();

  /** Each has a condition of its own: woken together, all but one would only wait again. */
  private final Map<Actor, Condition> parked = new HashMap<>();

  private Instant now;

  Turns(Instant start) {
    this.now = start;
  }

  Instant now() {
    return locked(() -> now);
  }

  void add(Actor actor) {
    change(() -> actors.put(actor.name(), actor));
  }

  void remove(Actor actor) {
    change(() -> actors.remove(actor.name()));
  }

  Actor of(String name) {
    return locked(() -> Objects.requireNonNull(actors.get(name)));
  }

  /** Waits until its turn has come. */
  void park(Actor self) {
    locked(
        () -> {
          changed.signalAll();
          Condition turn = lock.newCondition();
          parked.put(self, turn);
          while (!self.is(State.RUNNING)) {
            turn.awaitUninterruptibly();
          }
          parked.remove(self);
          return true;
        });
    if (self.lost()) {
      throw new CallLostError();
    }
  }

  /** Something happened that whoever waits in real time should look at. */
  void stir() {
    change(() -> {});
  }

  /** Waits in real time until nobody runs. */
  boolean awaitIdle(Duration patience) {
    return awaitReally(() -> running().isEmpty(), patience);
  }

  /** Waits in real time until these calls are all here, and none of them runs. */
  boolean awaitCalls(Set<String> calls, Duration patience) {
    return awaitReally(
        () ->
            calls.stream()
                .allMatch(one -> actors.containsKey(one) && !actors.get(one).is(State.RUNNING)),
        patience);
  }

  private boolean awaitReally(BooleanSupplier condition, Duration patience) {
    return locked(
        () -> {
          try {
            long left = patience.toNanos();
            while (!condition.getAsBoolean() && left > 0) {
              left = changed.awaitNanos(left);
            }
            return condition.getAsBoolean();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The exercise was interrupted", e);
          }
        });
  }

  List<String> running() {
    return locked(
        () ->
            actors.values().stream()
                .filter(one -> one.is(State.RUNNING))
                .map(Actor::name)
                .sorted()
                .toList());
  }

  /**
   * Whether nobody runs, and nobody waits for an answer that was given already and has not arrived.
   * Both at once: with the answer, who waited runs.
   *
   * @param updates those that are not answered yet
   */
  boolean atRest(Set<String> updates) {
    return locked(
        () ->
            actors.values().stream()
                .noneMatch(
                    one ->
                        one.is(State.RUNNING)
                            || (one.is(State.ASKING) && !updates.contains(one.asked()))));
  }

  /** When the next of those who wait is due; now, if what one waits for came true. */
  Optional<Instant> next() {
    return locked(() -> first().map(one -> one.mayGoNow() ? now : one.due()));
  }

  private Optional<Actor> first() {
    return waiting().stream()
        .filter(Actor::mayGoNow)
        .findFirst()
        .or(() -> waiting().stream().findFirst());
  }

  private List<Actor> waiting() {
    return actors.values().stream().filter(one -> one.is(State.WAITING)).sorted().toList();
  }

  void moveTo(Instant time) {
    change(() -> now = time.isAfter(now) ? time : now);
  }

  /** Lets the first one go whose time has come. */
  boolean letOneGo() {
    return locked(
        () -> {
          Optional<Actor> next = first().filter(one -> one.mayGoNow() || !one.due().isAfter(now));
          next.ifPresent(Actor::run);
          tell();
          return next.isPresent();
        });
  }

  /**
   * Every call that is under way is lost, with its worker.
   *
   * @return whether there was one
   */
  boolean loseCalls() {
    return locked(
        () -> {
          List<Actor> lost =
              actors.values().stream()
                  .filter(one -> one.call() && (one.is(State.WAITING) || one.is(State.JOINING)))
                  .toList();
          lost.forEach(Actor::lose);
          tell();
          return !lost.isEmpty();
        });
  }

  void change(Runnable what) {
    locked(
        () -> {
          what.run();
          tell();
          return true;
        });
  }

  /** Whoever looks what is running, and those whose turn it is. */
  private void tell() {
    changed.signalAll();
    parked.forEach(
        (actor, turn) -> {
          if (actor.is(State.RUNNING)) {
            turn.signal();
          }
        });
  }

  <T> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }
}
