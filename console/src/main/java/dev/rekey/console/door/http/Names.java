package dev.rekey.console.door.http;

import dev.rekey.activities.store.Reader;
import dev.rekey.console.door.Refusal;

/** The rules for the names of principals. */
final class Names {
  private Names() {}

  /** Refuses a name that would make its bearer look like Rekey, or nobody. */
  static void check(String name) {
    if (!name.matches("[A-Za-z0-9/_.@-]{1,128}")) {
      throw Refusal.badRequest("A name has 1 to 128 of the characters A-Z a-z 0-9 / _ . @ -");
    }
    if (name.equalsIgnoreCase(Reader.REKEY)) {
      throw Refusal.badRequest("The name '" + Reader.REKEY + "' is Rekey's own");
    }
  }
}
