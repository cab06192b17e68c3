package dev.rekey.activities;

import dev.rekey.model.rotation.UserOfOld;
import java.util.List;
import java.util.Optional;

/**
 * One thing that containment is to bring about.
 *
 * @param what in the words of a fact
 * @param by whose work it is
 * @param user whose use it ended, if it did
 */
public record Deed(String what, By by, Optional<UserOfOld> user) {
  /** Whose work it is. */
  public enum By {
    /** Ours, or it is as routine leaves it. */
    US,
    /** Somebody did it before, though nothing routine makes it so. */
    ANOTHER,
    /** People's, and it is still to be done: it is out of our reach. */
    PEOPLE,
    /** Nobody's: it is how things were before anything was done. */
    NOBODY
  }

  /** It was done now, or is as routine leaves it. */
  public static Deed done(String what) {
    return new Deed(what, By.US, Optional.empty());
  }

  /** Somebody else did it before. */
  public static Deed found(String what) {
    return new Deed(what, By.ANOTHER, Optional.empty());
  }

  /** People have to do it. */
  public static Deed asked(String what) {
    return new Deed(what, By.PEOPLE, Optional.empty());
  }

  /** It was so before. */
  public static Deed before(String what) {
    return new Deed(what, By.NOBODY, Optional.empty());
  }

  /** This user was thrown out. */
  public static Deed ended(UserOfOld user) {
    return new Deed("ended: " + user.sentence(), By.US, Optional.of(user));
  }

  /** Several that were done now. */
  public static List<Deed> done(List<String> what) {
    return what.stream().map(Deed::done).toList();
  }

  /** Whether it was so already. */
  public boolean found() {
    return by == By.ANOTHER;
  }
}
