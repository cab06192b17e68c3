package dev.rekey.activities.evidence;

import java.time.Instant;

/** An entry as the ledger has it, with its exact bytes. */
final class Exported {
  private final long index;
  private final String id;
  private final String type;
  private final String subject;
  private final Instant at;
  private final byte[] leaf;

  /** Takes the columns; an index below zero is that of an entry without a place yet. */
  Exported(long index, String id, String type, String subject, Instant at, byte[] leaf) {
    this.index = index;
    this.id = id;
    this.type = type;
    this.subject = subject;
    this.at = at;
    this.leaf = leaf.clone();
  }

  long index() {
    return index;
  }

  String id() {
    return id;
  }

  String type() {
    return type;
  }

  String subject() {
    return subject;
  }

  Instant at() {
    return at;
  }

  byte[] leaf() {
    return leaf.clone();
  }
}
