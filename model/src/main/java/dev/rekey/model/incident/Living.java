package dev.rekey.model.incident;

/**
 * Something by which the identity can still log in or act.
 *
 * @param what in a few words, such as {@code login role may log in}
 * @param identity its public name, such as a role or a key's id
 * @param where the endpoint, region or account
 */
public record Living(String what, String identity, String where) implements Comparable<Living> {
  @Override
  public int compareTo(Living other) {
    return sentence().compareTo(other.sentence());
  }

  /** One line for people. */
  public String sentence() {
    return what + ": " + identity + " at " + where;
  }
}
