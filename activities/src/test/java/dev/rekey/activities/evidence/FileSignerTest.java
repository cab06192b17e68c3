package dev.rekey.activities.evidence;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

class FileSignerTest extends SignerContract {
  @TempDir Path folder;

  @Override
  CheckpointSigner signer() {
    return new FileSigner(folder.resolve("evidence.key"), () -> Optional.of("example.org/log"));
  }
}
