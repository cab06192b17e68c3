package dev.rekey.console.embedded.ledger;

import dev.rekey.console.embedded.EnvironmentException;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, unpacked from the class path into the data folder once. */
final class PostgresPrograms {
  private PostgresPrograms() {}

  /**
   * The folder with {@code bin/initdb} and the others.
   *
   * @param parent where to unpack
   * @throws EnvironmentException if they cannot be unpacked, or there are none for this machine
   */
  static Path in(Path parent) {
    Path programs = parent.resolve("postgresql");
    Path complete = programs.resolve(".complete");
    try {
      if (!Files.exists(complete)) {
        unpack(programs);
        Files.createFile(complete);
      }
      return programs;
    } catch (IOException e) {
      throw new EnvironmentException(
          "PostgreSQL could not be unpacked into " + programs + "; is the disk full?");
    }
  }

  private static void unpack(Path programs) throws IOException {
    try (InputStream packed = archive();
        TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(packed))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(tar, entry, programs);
      }
    }
  }

  private static InputStream archive() throws IOException {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String system = os.contains("mac") ? "Darwin" : os.contains("win") ? "Windows" : "Linux";
    InputStream found =
        DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, System.getProperty("os.arch"));
    if (found == null) {
      throw new EnvironmentException(
          "There is no embedded PostgreSQL for this machine; name your own with --ledger");
    }
    return found;
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path programs)
      throws IOException {
    Path path = programs.resolve(entry.getName()).normalize();
    if (!path.startsWith(programs)) {
      throw new IOException("An archive's entry leads out of the archive");
    }
    if (entry.isDirectory()) {
      Files.createDirectories(path);
    } else if (entry.isSymbolicLink()) {
      Files.createDirectories(path.getParent());
      Files.deleteIfExists(path);
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
    } else {
      Files.createDirectories(path.getParent());
      Files.copy(tar, path, StandardCopyOption.REPLACE_EXISTING);
      makeExecutable(path, entry);
    }
  }

  private static void makeExecutable(Path path, TarArchiveEntry entry) throws IOException {
    boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    if (posix && (entry.getMode() & 0100) != 0) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }
}
