package dev.rekey.activities.evidence;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.secret.PrivateFile;
import dev.rekey.model.transparency.Checkpoint;
import dev.rekey.model.transparency.NoteKey;
import dev.rekey.model.transparency.NoteSignature;
import dev.rekey.model.transparency.Proofs;
import dev.rekey.model.transparency.SignedNote;
import dev.rekey.model.transparency.TreeHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * A witness with its key in a file of another owner, such as on a mounted disk: beside it stands
 * the checkpoint that it saw last, which it lets nobody go behind.
 */
final class FileWitness implements Witness {
  private final Path file;
  private final InstantSource clock;

  FileWitness(Path file, InstantSource clock) {
    this.file = file;
    this.clock = clock;
  }

  @Override
  public NoteKey key() {
    return open().key();
  }

  @Override
  public NoteSignature cosign(
      SignedNote checkpoint, long seen, LongFunction<List<TreeHash>> proof) {
    PrivateKeyFile opened = open();
    Checkpoint next = Checkpoint.parse(checkpoint.text());
    Optional<Checkpoint> last = last();
    if (last.isPresent() && !follows(last.get(), next, proof)) {
      throw OutletFailedException.disagreeing(
          "The witness "
              + opened.key().name()
              + " saw a log of "
              + last.get().size()
              + " leaves, which this one does not continue");
    }
    remember(checkpoint.text());
    var at = clock.instant();
    return NoteSignature.by(
        opened.key(), at, opened.sign(NoteSignature.cosigned(checkpoint.text(), at)));
  }

  private static boolean follows(
      Checkpoint last, Checkpoint next, LongFunction<List<TreeHash>> proof) {
    return last.origin().equals(next.origin())
        && last.size() <= next.size()
        && Proofs.consistent(last, next, proof.apply(last.size()));
  }

  private PrivateKeyFile open() {
    try {
      return PrivateKeyFile.open(file);
    } catch (StepFailedException e) {
      throw new OutletFailedException(e.reason());
    }
  }

  private Path memory() {
    return file.resolveSibling(file.getFileName() + ".seen");
  }

  private Optional<Checkpoint> last() {
    try {
      return Files.exists(memory())
          ? Optional.of(Checkpoint.parse(Files.readString(memory())))
          : Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      throw new OutletFailedException(memory() + " cannot be read");
    }
  }

  private void remember(String text) {
    try {
      PrivateFile.replace(memory(), text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new OutletFailedException(memory() + " cannot be written");
    }
  }
}
