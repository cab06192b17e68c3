package dev.rekey.activities.evidence;

import java.util.Optional;

/**
 * A copy of the log elsewhere, in the form of C2SP tlog-tiles. What it has once it keeps as it is;
 * only the checkpoint moves on. Each method throws {@link OutletFailedException} with a sentence.
 */
interface Mirror {
  /** Where it is, for people. */
  String name();

  /** The note that it had last. */
  Optional<String> checkpoint();

  /** Adds a tile or a bundle. If it is there, it must be the same. */
  void add(String path, byte[] content);

  /** Moves the checkpoint on. */
  void moveOn(String note);

  /** The partial forms of a tile that is there whole now are of no use any more. */
  void whole(String path);
}
