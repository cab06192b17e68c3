package dev.rekey.activities.target;

import dev.rekey.activities.secret.Login;
import dev.rekey.model.credential.VersionId;
import java.util.function.Predicate;

/**
 * What a target needs to make a login.
 *
 * @param version the version it is made for
 * @param current the login in use
 * @param escrowed whether the store has a login of this identity, so that it is no orphan
 * @param currentLeaked whether it is a compromise, so that every login known so far is refused
 */
public record MintOrder(
    VersionId version, Login current, Predicate<String> escrowed, boolean currentLeaked) {
  /** An order in which the current login is not known to have leaked. */
  public MintOrder(VersionId version, Login current, Predicate<String> escrowed) {
    this(version, current, escrowed, false);
  }
}
