package dev.rekey.exercise.world;

import java.util.Optional;

/**
 * What is other than usual in one run of an exercise; a sweep runs it with each.
 *
 * @param delivery how often a call arrives
 * @param opponent whether there is one
 * @param strike what strikes once, if anything does
 */
public record Twist(Delivery delivery, boolean opponent, Optional<Strike> strike) {
  /** As usual. */
  public static final Twist NONE = new Twist(Delivery.ONCE, true, Optional.empty());

  /** How often a call of a function arrives. */
  public enum Delivery {
    ONCE,
    TWICE
  }

  /**
   * Something that happens after a call has had its effect, and before it is answered.
   *
   * @param call its number, from 1 on
   * @param kind what
   */
  public record Strike(int call, Kind kind) {
    /** What can strike. */
    public enum Kind {
      /** The worker dies, and another one takes over. */
      CRASH,
      /** Everything stands still for ten minutes, and finds that out afterwards. */
      CLOCK_JUMP
    }
  }

  /** Each call arrives twice. */
  public static Twist twice() {
    return new Twist(Delivery.TWICE, true, Optional.empty());
  }

  /** Nobody has the leaked value. */
  public static Twist withoutOpponent() {
    return new Twist(Delivery.ONCE, false, Optional.empty());
  }

  /** The worker dies after this call. */
  public static Twist crashAfter(int call) {
    return NONE.with(new Strike(call, Strike.Kind.CRASH));
  }

  /** The clock jumps after this call. */
  public static Twist jumpAfter(int call) {
    return NONE.with(new Strike(call, Strike.Kind.CLOCK_JUMP));
  }

  /** The same, and this strikes as well. */
  public Twist with(Strike one) {
    return new Twist(delivery, opponent, Optional.of(one));
  }
}
