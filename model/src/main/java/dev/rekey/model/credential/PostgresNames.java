package dev.rekey.model.credential;

import java.nio.charset.StandardCharsets;

/** The rules that PostgreSQL has for the names of roles. */
final class PostgresNames {
  /** NAMEDATALEN - 1; a longer name is cut silently by the server, and two names become one. */
  private static final int LONGEST = 63;

  private PostgresNames() {}

  /** Returns nothing, or throws {@link IllegalArgumentException} with a sentence for the user. */
  static void check(String role) {
    int bytes = role.getBytes(StandardCharsets.UTF_8).length;
    if (bytes == 0 || bytes > LONGEST || role.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("A PostgreSQL role's name has 1 to 63 bytes");
    }
    if (role.startsWith("pg_")) {
      throw new IllegalArgumentException("PostgreSQL reserves names that start with pg_");
    }
  }
}
