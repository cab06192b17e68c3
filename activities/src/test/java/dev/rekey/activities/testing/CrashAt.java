package dev.rekey.activities.testing;

import java.util.Optional;
import java.util.function.Consumer;

/** A crash at one event, counted from nought, after a look at the world as it is then. */
public final class CrashAt implements Striking.Fault {
  private final int strike;
  private int events;
  private Optional<String> where = Optional.empty();
  private Consumer<CrashAt> look = crash -> {};

  /** Crashes at the event with this number, if there are so many. */
  public CrashAt(int strike) {
    this.strike = strike;
  }

  /** From now on this looks at the world in the moment of the crash. */
  public void looking(Consumer<CrashAt> at) {
    look = at;
  }

  /** How many events there were. */
  public int events() {
    return events;
  }

  /** Where it struck, if it did. */
  public Optional<String> where() {
    return where;
  }

  @Override
  public void before(String call) {
    event("before " + call);
  }

  @Override
  public void after(String call) {
    event("after " + call);
  }

  private void event(String here) {
    if (events++ == strike) {
      where = Optional.of(here);
      look.accept(this);
      throw new Crash(here);
    }
  }

  @Override
  public String toString() {
    return "crash " + strike + " " + where.orElse("");
  }
}
