package dev.rekey.exercise.run;

import dev.rekey.exercise.scenario.Inject;
import dev.rekey.exercise.scenario.Scenario;

/** The people who take part in an exercise, if any do: they hear, and decide for themselves. */
public interface Room {
  /** Nobody is there; everybody is simulated. */
  Room EMPTY =
      new Room() {
        @Override
        public boolean seats(String person) {
          return false;
        }

        @Override
        public boolean isEmpty() {
          return true;
        }

        @Override
        public void hear(Inject inject) {}

        @Override
        public void asked(Scenario.Question question) {}
      };

  /** Whether this person is there, and not simulated. */
  boolean seats(String person);

  /** Whether nobody is there. */
  boolean isEmpty();

  /** Something comes from outside. */
  void hear(Inject inject);

  /** They are asked something that no runbook decides for them. */
  void asked(Scenario.Question question);
}
