package dev.rekey.console.api;

/**
 * A principal and its token.
 *
 * @param name who
 * @param kind what kind
 * @param token what it authenticates with, shown this once
 */
public record PrincipalCreated(String name, PrincipalKind kind, String token) {
  @Override
  public String toString() {
    return "PrincipalCreated[name=" + name + ", kind=" + kind + ", token=***]";
  }
}
