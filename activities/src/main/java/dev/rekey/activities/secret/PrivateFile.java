package dev.rekey.activities.secret;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/**
 * Replaces a file at once: whoever reads it finds the old content or the new one, even after a
 * power cut. Only the owner may read it, from its first byte on.
 */
public final class PrivateFile {
  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private static final Set<PosixFilePermission> OTHERS =
      PosixFilePermissions.fromString("---rw-rw-");

  private PrivateFile() {}

  /** Writes the content to a new file in the same folder, and renames it over the old one. */
  public static void replace(Path path, byte[] content) throws IOException {
    Path folder = Objects.requireNonNull(path.toAbsolutePath().getParent(), "a folder is no file");
    Path fresh = temporary(folder, posix(folder));
    try {
      write(fresh, content);
      Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
    sync(folder);
  }

  /** Whether a file there has an owner and permissions that can be told. */
  public static boolean posix(Path path) throws IOException {
    return Files.getFileStore(path).supportsFileAttributeView("posix");
  }

  /** Whether somebody else than its owner may read or write the file. */
  public static boolean isOpenToOthers(Path path) throws IOException {
    return posix(path) && Files.getPosixFilePermissions(path).stream().anyMatch(OTHERS::contains);
  }

  private static Path temporary(Path folder, boolean posix) throws IOException {
    return posix
        ? Files.createTempFile(folder, ".rekey-", ".new", OWNER_ONLY)
        : Files.createTempFile(folder, ".rekey-", ".new");
  }

  private static void write(Path path, byte[] content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(path, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  /** The rename itself lies in the folder. Where folders cannot be opened there is no way to. */
  private static void sync(Path folder) throws IOException {
    if (posix(folder)) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
