package dev.rekey.exercise.world;

/** An identity as an opponent meets it, or somebody who makes it worse in good faith. */
interface Prey {
  /** The secret of its credential. */
  String secret();

  /** Logs in with what leaked, if that is let in. */
  boolean logIn();

  /** Whether a session that is open already still acts. */
  boolean acts();

  /** Whether anything can be done in its name. */
  boolean canAct();

  /** Gives back what was taken from it, by a way that is not its own. */
  void restore(String by);

  /** Makes one more login of it. */
  void another(int number, String by);
}
