package dev.rekey.console.door.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The principals of the installation. Their tokens are known by SHA-256 alone: 64 lower-case hex
 * digits. Who is disabled is unknown here, but keeps the name.
 */
public interface Principals {
  /** Whose token has this hash? */
  Optional<Principal> byTokenHash(String hash);

  /** Adds a consumer; false, and nothing changed, if the name is taken (in whatever case). */
  boolean add(Principal principal, String tokenHash);

  /**
   * Replaces the token of a principal that is known exactly so, who counts as before; false if
   * there is none.
   */
  boolean replaceToken(Principal principal, String tokenHash);

  /**
   * Adds a person or a service. A person counts as one of two only once they are confirmed, but for
   * the first whom whoever runs the server ever introduces: there is nobody else to ask.
   *
   * @return false, and nothing changed, if the name is taken (in whatever case)
   */
  boolean introduce(Principal principal, String tokenHash, String by, Instant at);

  /** Gives somebody else a new token: a person has to be confirmed anew. False if changed since. */
  boolean introduceAnew(Acquaintance known, String tokenHash, String by, Instant at);

  /** From now on this person counts as one of two. False if anything about them changed since. */
  boolean confirm(Acquaintance known, String by, Instant at);

  /** From now on the door does not know them. False if it did not before. */
  boolean disable(Principal principal, String by, Instant at);

  /** Lets a disabled principal of the same kind in again under a new token; false if none is. */
  boolean readmit(Principal principal, String tokenHash);

  /** What is known of the bearer of a name. */
  Optional<Acquaintance> find(String name);

  /** Everybody, by name. */
  List<Acquaintance> all();
}
