package dev.rekey.console.embedded;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.evidence.FileSigner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** {@code rekey evidence new-key}: the log of a server on this machine goes on with a new key. */
public final class NewEvidenceKey {
  private NewEvidenceKey() {}

  /**
   * Makes the key. A running server signs with it from its next checkpoint on.
   *
   * @param data the server's data folder
   * @param origin the log's name, where the old key is lost
   * @return the exit code
   * @throws EnvironmentException if there is no old key and no name
   */
  public static int make(Path data, Optional<String> origin) {
    if (!Files.isDirectory(data)) {
      throw new EnvironmentException("There is no data folder " + data);
    }
    try {
      Path file = DataFolder.open(data).file("evidence.key");
      FileSigner.renew(file, origin)
          .ifPresent(old -> System.err.println("The old key is kept as " + old));
      System.out.println(new FileSigner(file, Optional::empty).key());
      System.err.println("Tell auditors the new key by a way that they trust.");
      return 0;
    } catch (StepFailedException e) {
      throw new EnvironmentException(e.reason());
    }
  }
}
