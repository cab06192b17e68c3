package dev.rekey.console.embedded.exercise;

import dev.rekey.console.embedded.DataFolder;
import dev.rekey.console.embedded.EnvironmentException;
import dev.rekey.console.embedded.ledger.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder of an exercise whose process was killed: its database runs on for nobody. The next
 * exercise ends it.
 */
final class AbandonedGround {
  /** How the folder of every exercise begins. */
  static final String NAME = "rekey-exercise";

  private AbandonedGround() {}

  /** Clears away what nobody holds any more; what cannot be is left. */
  static void clearAll(Path temporary) {
    for (Path one : folders(temporary)) {
      try {
        end(one);
      } catch (IOException | UncheckedIOException | EnvironmentException leftAsItIs) {
        // somebody else's, or somebody else clears it
      }
    }
  }

  private static List<Path> folders(Path temporary) {
    try (Stream<Path> all = Files.list(temporary)) {
      return all.filter(one -> String.valueOf(one.getFileName()).startsWith(NAME))
          .filter(AbandonedGround::wasHeld)
          .toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }

  /** One that was only just made is held by nobody yet. */
  private static boolean wasHeld(Path folder) {
    try {
      return Files.size(folder.resolve(DataFolder.LOCK)) > 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static void end(Path path) throws IOException {
    DataFolder folder = DataFolder.open(path);
    DataFolder.Lock nobodyElse = folder.lock();
    try {
      PostgresServer.stop(folder);
      clear(path);
    } finally {
      nobodyElse.close();
    }
  }

  /** Deletes a folder with all that is in it. */
  static void clear(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(AbandonedGround::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
