package dev.rekey.exercise.world;

import java.util.function.IntConsumer;

/**
 * What is other than usual in one run of an exercise; a sweep runs it with each.
 *
 * @param delivery how often a call arrives
 * @param opponent whether there is one
 * @param afterCall hears of each call that had its effect, by its number, before it is answered
 */
public record Twist(Delivery delivery, boolean opponent, IntConsumer afterCall) {
  /** As usual. */
  public static final Twist NONE = new Twist(Delivery.ONCE, true, number -> {});

  /** How often a call of a function arrives. */
  public enum Delivery {
    ONCE,
    TWICE
  }

  void after(int call) {
    afterCall.accept(call);
  }

  /** Each call arrives twice. */
  public static Twist twice() {
    return new Twist(Delivery.TWICE, true, number -> {});
  }

  /** Nobody has the leaked value. */
  public static Twist withoutOpponent() {
    return new Twist(Delivery.ONCE, false, number -> {});
  }
}
