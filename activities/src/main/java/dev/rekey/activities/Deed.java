package dev.rekey.activities;

import dev.rekey.model.rotation.UserOfOld;
import java.util.List;
import java.util.Optional;

/**
 * One thing that containment is to bring about.
 *
 * @param what in the words of a fact
 * @param found whether it was so already, though nothing routine makes it so
 * @param user whose use it ended, if it did
 */
public record Deed(String what, boolean found, Optional<UserOfOld> user) {
  /** It was done now, or is as routine leaves it. */
  public static Deed done(String what) {
    return new Deed(what, false, Optional.empty());
  }

  /** Somebody else did it before. */
  public static Deed found(String what) {
    return new Deed(what, true, Optional.empty());
  }

  /** This user was thrown out. */
  public static Deed ended(UserOfOld user) {
    return new Deed("ended: " + user.sentence(), false, Optional.of(user));
  }

  /** Several that were done now. */
  public static List<Deed> done(List<String> what) {
    return what.stream().map(Deed::done).toList();
  }
}
