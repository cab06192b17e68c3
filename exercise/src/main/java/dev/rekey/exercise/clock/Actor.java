package dev.rekey.exercise.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Whoever does something in an exercise: a call of a function, or a person. One thread each. */
final class Actor implements Comparable<Actor> {
  /** The order in which those come who are due at the same time: never that of their arrival. */
  private static final Comparator<Actor> ORDER =
      Comparator.comparing((Actor actor) -> actor.due).thenComparing(actor -> actor.name);

  enum State {
    RUNNING,
    /** For a time of the exercise. */
    WAITING,
    /** For a thread of its own that waits. */
    JOINING,
    /** For a workflow's answer. */
    ASKING
  }

  private final String name;
  private final boolean call;
  private State state = State.RUNNING;
  private Instant due = Instant.MAX;
  private @Nullable BooleanSupplier earlier;
  private String asked = "";
  private final Thread thread;
  private int helpers;
  private int born;
  private Duration debt = Duration.ZERO;
  private boolean lost;

  Actor(String name, boolean call) {
    this(name, call, Thread.currentThread());
  }

  Actor(String name, boolean call, Thread thread) {
    this.name = name;
    this.call = call;
    this.thread = thread;
  }

  String name() {
    return name;
  }

  /** Whether it is a call of a function, or part of one, which dies with its worker. */
  boolean call() {
    return call;
  }

  boolean is(State wanted) {
    return state == wanted;
  }

  void run() {
    state = State.RUNNING;
    due = Instant.MAX;
    earlier = null;
    asked = "";
  }

  void waitUntil(Instant then, BooleanSupplier orEarlier) {
    state = State.WAITING;
    due = then;
    earlier = orEarlier;
  }

  void join() {
    state = State.JOINING;
  }

  void ask(String update) {
    state = State.ASKING;
    asked = update;
  }

  Instant due() {
    return due;
  }

  /** What it waits for came true before its time. */
  boolean mayGoNow() {
    return earlier != null && earlier.getAsBoolean();
  }

  /** The id of the update whose answer it waits for. */
  String asked() {
    return asked;
  }

  /** Whether this is the thread that came with it, and not one that it made to work beside. */
  boolean isItself() {
    return Thread.currentThread() == thread;
  }

  /** One of its own threads waits; so does it, for it waits for that one. */
  Actor helper() {
    born++;
    helpers++;
    state = State.JOINING;
    return new Actor(name + "/" + "%04d".formatted(born), call);
  }

  void helperGoesOn() {
    helpers--;
    if (helpers == 0) {
      state = State.RUNNING;
    }
  }

  /** How much time has passed for it alone, within one call. */
  Duration debt() {
    return debt;
  }

  void owe(Duration passed) {
    debt = passed.compareTo(debt) > 0 ? passed : debt;
  }

  Duration settle() {
    Duration owed = debt;
    debt = Duration.ZERO;
    return owed;
  }

  /** One that waits for a thread of its own goes on with that one. */
  void lose() {
    lost = true;
    if (state == State.WAITING) {
      run();
    }
  }

  boolean lost() {
    return lost;
  }

  @Override
  public int compareTo(Actor other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return name + " " + state;
  }
}
