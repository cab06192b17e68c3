package dev.rekey.exercise.sweep;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.rekey.exercise.world.Twist;
import java.util.List;
import java.util.stream.IntStream;

/** What is other than usual, in all the runs in which it is. */
public enum Variation {
  AS_IT_IS("as it is"),
  WITHOUT_OPPONENT("without an opponent"),
  CALLS_TWICE("each call twice"),
  CRASH("a crash after a call"),
  CLOCK_JUMP("the clock jumps by 10 min after a call");

  /** A jump takes ten minutes, and finds much the same between one call and the next. */
  private static final int JUMPS_APART = 5;

  private final String words;

  Variation(String words) {
    this.words = words;
  }

  /** In a few words. */
  @JsonValue
  public String words() {
    return words;
  }

  /**
   * Its runs.
   *
   * @param calls how many calls there are as it is
   * @param every how many calls lie between one crash and the next
   */
  List<Twist> twists(int calls, int every) {
    return switch (this) {
      case AS_IT_IS -> List.of(Twist.NONE);
      case WITHOUT_OPPONENT -> List.of(Twist.withoutOpponent());
      case CALLS_TWICE -> List.of(Twist.twice());
      case CRASH -> after(calls, every).mapToObj(Twist::crashAfter).toList();
      case CLOCK_JUMP -> after(calls, every * JUMPS_APART).mapToObj(Twist::jumpAfter).toList();
    };
  }

  private static IntStream after(int calls, int every) {
    return IntStream.iterate(1, call -> call <= calls, call -> call + every);
  }
}
