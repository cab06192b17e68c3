package dev.rekey.console.door.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The principals of the installation. Their tokens are known by SHA-256 alone. */
public interface Principals {
  /** Whose token has this hash? Takes 64 lower-case hex digits. */
  Optional<Principal> byTokenHash(String hash);

  /** Adds a principal; false, and nothing changed, if the name is taken (in whatever case). */
  boolean add(Principal principal, String tokenHash);

  /** Replaces the token of a principal that is known exactly so; false if it is not. */
  boolean replaceToken(Principal principal, String tokenHash);

  /** From now on the door does not know this principal; its name stays taken. */
  boolean disable(Principal principal, Instant at);

  /** Lets a disabled principal of the same kind in again under a new token; false if none is. */
  boolean readmit(Principal principal, String tokenHash);

  /** Everybody who is not disabled, by name. */
  List<Principal> all();
}
