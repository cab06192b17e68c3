package dev.rekey.model.incident;

import java.util.Optional;

/**
 * Something by which the identity can still log in or act.
 *
 * @param what in a few words, such as {@code login role may log in}
 * @param identity its public name, such as a role or a key's id
 * @param where the endpoint, region or account
 * @param denial what it is to be denied from outside its account, if it is a principal of its own
 */
public record Living(String what, String identity, String where, Optional<OuterDenial> denial)
    implements Comparable<Living> {
  /** Something that is denied with the credential, or cannot be denied from outside. */
  public Living(String what, String identity, String where) {
    this(what, identity, where, Optional.empty());
  }

  @Override
  public int compareTo(Living other) {
    return sentence().compareTo(other.sentence());
  }

  /** One line for people. */
  public String sentence() {
    return what + ": " + identity + " at " + where;
  }
}
