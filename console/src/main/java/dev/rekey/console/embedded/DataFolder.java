package dev.rekey.console.embedded;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The one folder in which a server on one machine keeps everything: ledger, Temporal's file, keys,
 * tokens. Only its owner may read it.
 *
 * @param path where
 */
public record DataFolder(Path path) {
  /** Held by the process that uses the folder, and names it. */
  public static final String LOCK = "server.lock";

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> OWNER_FILE =
      PosixFilePermissions.fromString("rw-------");

  /** A ledger's write-ahead log alone takes up to this much before it is recycled. */
  private static final long LEAST_BYTES_FREE = 256L << 20;

  /**
   * Opens the folder, and makes it where it is missing.
   *
   * @throws EnvironmentException if it cannot be used, with the reason
   */
  public static DataFolder open(Path path) {
    DataFolder folder = new DataFolder(path.toAbsolutePath().normalize());
    try {
      Files.createDirectories(folder.path);
      folder.checkOwner();
      Files.setPosixFilePermissions(folder.path, OWNER_ONLY);
      folder.checkSpace();
    } catch (FileAlreadyExistsException e) {
      throw new EnvironmentException(
          "The data folder " + folder.path + " is a file; name a folder");
    } catch (AccessDeniedException e) {
      throw folder.denied();
    } catch (UnsupportedOperationException e) { // no POSIX file system: the user's profile must do
      return folder;
    } catch (IOException e) {
      throw new EnvironmentException("The data folder " + folder.path + " cannot be made or read");
    }
    return folder;
  }

  private void checkOwner() throws IOException {
    String user = System.getProperty("user.name");
    String owner = Files.getOwner(path).getName();
    if (!owner.equals(user)) {
      throw new EnvironmentException(
          "The data folder "
              + path
              + " belongs to "
              + owner
              + ", not to "
              + user
              + "; run as its owner or name another one with --data");
    }
    if (!Files.isWritable(path)) {
      throw denied();
    }
  }

  private EnvironmentException denied() {
    return new EnvironmentException(
        "The data folder " + path + " is not yours to write; name another one with --data");
  }

  private void checkSpace() throws IOException {
    long free = Files.getFileStore(path).getUsableSpace();
    if (free < LEAST_BYTES_FREE) {
      throw new EnvironmentException(
          "The disk of "
              + path
              + " has "
              + (free >> 20)
              + " MB left; the ledger needs at least "
              + (LEAST_BYTES_FREE >> 20)
              + " MB");
    }
  }

  /**
   * Makes sure that no other server uses the folder while the answer is open.
   *
   * @throws EnvironmentException if one does
   */
  public Lock lock() {
    try {
      RandomAccessFile file = new RandomAccessFile(path.resolve(LOCK).toFile(), "rw");
      if (!locked(file)) {
        String pid = file.readLine();
        file.close();
        throw new EnvironmentException(
            "Another Rekey server (process "
                + pid
                + ") uses "
                + path
                + "; stop it or name another folder with --data");
      }
      file.setLength(0);
      file.write(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8));
      return file::close;
    } catch (IOException e) {
      throw denied();
    }
  }

  private static boolean locked(RandomAccessFile file) throws IOException {
    try {
      return file.getChannel().tryLock() != null;
    } catch (OverlappingFileLockException e) { // by this very process
      return false;
    }
  }

  /** A path in the folder. */
  public Path file(String name) {
    return path.resolve(name);
  }

  /**
   * A secret that is kept in a file that only the owner may read; made at the first call.
   *
   * @throws EnvironmentException if the file cannot be read or written
   */
  public String secret(String name) {
    return text(name, DataFolder::random);
  }

  /**
   * A text that is kept in a file that only the owner may read.
   *
   * @param name the file's name
   * @param first what to write if there is none yet
   * @throws EnvironmentException if the file cannot be read or written
   */
  public String text(String name, Supplier<String> first) {
    Path file = file(name);
    try {
      if (!Files.exists(file)) {
        write(name, first.get());
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new EnvironmentException(file + " cannot be read; it must belong to you");
    }
  }

  /**
   * Writes a file that only the owner may read, in one move: readers see the old text or the new
   * one.
   *
   * @throws EnvironmentException if it cannot be written
   */
  public void write(String name, String text) {
    Path half = file(name + ".new");
    try {
      Files.deleteIfExists(half);
      Files.createFile(half, PosixFilePermissions.asFileAttribute(OWNER_FILE));
      Files.writeString(half, text + "\n", StandardOpenOption.SYNC);
      Files.move(
          half, file(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new EnvironmentException(file(name) + " cannot be written; is the disk full?");
    }
  }

  private static String random() {
    byte[] bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** Keeps other servers out until it is closed, or the process is gone. */
  public interface Lock extends AutoCloseable {
    @Override
    void close() throws IOException;
  }
}
