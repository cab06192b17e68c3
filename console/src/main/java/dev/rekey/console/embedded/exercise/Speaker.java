package dev.rekey.console.embedded.exercise;

import dev.rekey.exercise.scenario.Action;
import dev.rekey.exercise.score.Happening;
import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.Set;

/** Tells people what comes, each line marked as of an exercise, and has it written down. */
final class Speaker {
  /** What nobody in the room would see. */
  private static final Set<Action> UNSEEN =
      EnumSet.of(Action.OPPONENT_ACTED, Action.OPPONENT_REFUSED, Action.RESTORE_LEAKED);

  private final PrintWriter facilitator;
  private final Seats seats;
  private final Protocol protocol;

  Speaker(PrintWriter facilitator, Seats seats, Protocol protocol) {
    this.facilitator = facilitator;
    this.seats = seats;
    this.protocol = protocol;
  }

  /** Something happened. */
  void happened(Happening one) {
    if (!UNSEEN.contains(one.action())) {
      tellAll(ExerciseRun.line(one));
    }
  }

  /** Whatever the facilitator is told that is not theirs alone. */
  void tellAll(String line) {
    tell(line);
    seats.hear(line);
  }

  /** For the facilitator. */
  void tell(String line) {
    print(line);
    try {
      protocol.told(line);
    } catch (IllegalArgumentException full) { // the exercise goes on without
      print(String.valueOf(full.getMessage()));
    }
  }

  private void print(String line) {
    synchronized (facilitator) {
      facilitator.println("EXERCISE " + line);
      facilitator.flush();
    }
  }
}
