package dev.rekey.console.api;

/**
 * A principal and its token.
 *
 * @param name who
 * @param kind what kind
 * @param token what it authenticates with, shown this once
 * @param counts whether they are a person who counts as one of two; others are to be confirmed
 */
public record PrincipalCreated(String name, PrincipalKind kind, String token, boolean counts) {
  @Override
  public String toString() {
    return "PrincipalCreated[name="
        + name
        + ", kind="
        + kind
        + ", token=***, counts="
        + counts
        + "]";
  }
}
