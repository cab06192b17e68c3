package dev.rekey.activities.evidence;

import dev.rekey.activities.StepFailedException;
import dev.rekey.model.transparency.NoteKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Signs with a key in a file outside the ledger. The file is made at the first use, and read at
 * each: who takes it away stops the signing, and nothing else.
 */
public final class FileSigner implements CheckpointSigner {
  private final Path path;
  private final Supplier<Optional<String>> origin;

  /**
   * Takes where the key is, or is to be.
   *
   * @param origin the name of a log that never had a key; nothing if it had one, for then a key
   *     that is not there is lost
   */
  public FileSigner(Path path, Supplier<Optional<String>> origin) {
    this.path = path;
    this.origin = origin;
  }

  /**
   * Puts a fresh key in the place of the one that is there, which is kept beside it.
   *
   * @param origin the log's name, needed where the old key is lost
   * @return where the old one is
   * @throws StepFailedException SIGNER_UNAVAILABLE if there is neither
   */
  public static Optional<Path> renew(Path path, Optional<String> origin) {
    Optional<NoteKey> old =
        Files.exists(path) ? Optional.of(PrivateKeyFile.open(path).key()) : Optional.empty();
    String name =
        old.map(NoteKey::name)
            .or(() -> origin)
            .orElseThrow(
                () -> PrivateKeyFile.failed(path, "is gone: say the log's name with --origin"));
    Optional<Path> kept = old.map(key -> path.resolveSibling(path.getFileName() + "." + key.id()));
    try {
      if (kept.isPresent()) {
        Files.move(path, kept.get());
      }
    } catch (IOException e) {
      throw PrivateKeyFile.failed(path, "cannot be moved out of the way");
    }
    PrivateKeyFile.create(path, name, NoteKey.Kind.NOTE);
    return kept;
  }

  @Override
  public NoteKey key() {
    return file().key();
  }

  @Override
  public byte[] sign(byte[] text) {
    return file().sign(text);
  }

  private synchronized PrivateKeyFile file() {
    if (!Files.exists(path)) {
      PrivateKeyFile.create(
          path,
          origin
              .get()
              .orElseThrow(
                  () -> PrivateKeyFile.failed(path, "is gone; restore it from its backup")),
          NoteKey.Kind.NOTE);
    }
    return PrivateKeyFile.open(path);
  }
}
