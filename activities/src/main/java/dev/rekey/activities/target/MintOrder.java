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
 * @param former what the ledger knows of earlier logins
 */
public record MintOrder(
    VersionId version,
    Login current,
    Predicate<String> escrowed,
    boolean currentLeaked,
    FormerLogins former) {
  /** An order of which no earlier logins are known. */
  public MintOrder(
      VersionId version, Login current, Predicate<String> escrowed, boolean currentLeaked) {
    this(version, current, escrowed, currentLeaked, FormerLogins.UNKNOWN);
  }

  /** An order in which the current login is not known to have leaked. */
  public MintOrder(VersionId version, Login current, Predicate<String> escrowed) {
    this(version, current, escrowed, false);
  }
}
