package dev.rekey.activities.aws.organization;

import java.util.Optional;

/**
 * One of our policies at one account, as it is and as it is to be.
 *
 * @param name by which it is known as ours
 * @param id AWS's, if it is there
 * @param found the text that is there
 * @param wanted what it is to say
 */
record ControlPolicy(String name, Optional<String> id, String found, ControlDocument wanted) {
  static ControlPolicy fresh(String name) {
    return new ControlPolicy(name, Optional.empty(), "", ControlDocument.EMPTY);
  }

  static ControlPolicy there(String name, String id, String text) {
    return new ControlPolicy(name, Optional.of(id), text, ControlDocument.of(text));
  }

  ControlPolicy saying(ControlDocument document) {
    return new ControlPolicy(name, id, found, document);
  }

  boolean isToChange() {
    return !wanted.isWrittenAs(found);
  }

  /** By how much it grows: who is moved is denied in the new place before the old one lets go. */
  int growth() {
    return wanted.text().length() - found.length();
  }
}
