package dev.rekey.activities.target.postgres;

/** Names that would break out of a statement that is glued together. */
class HostileNamesTest extends AlternatingUsersTest {
  @Override
  String prefix() {
    return "x'; DROP\"ROLE\\ {fn ?} $1 $$ %I é";
  }
}
