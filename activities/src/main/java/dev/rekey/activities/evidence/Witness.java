package dev.rekey.activities.evidence;

import dev.rekey.model.transparency.NoteKey;
import dev.rekey.model.transparency.NoteSignature;
import dev.rekey.model.transparency.SignedNote;
import dev.rekey.model.transparency.TreeHash;
import java.util.List;
import java.util.function.LongFunction;

/** Somebody else, who vouches that the log only ever grows (C2SP tlog-cosignature). */
interface Witness {
  /** The key that its cosignatures are verified with. */
  NoteKey key();

  /**
   * Asks for cosignatures of a checkpoint.
   *
   * @param seen the size of what it cosigned last, as far as is known
   * @param proof what leads from a checkpoint of another size to this one
   * @throws OutletFailedException if it gives none, with a sentence
   */
  NoteSignature cosign(SignedNote checkpoint, long seen, LongFunction<List<TreeHash>> proof);
}
