package dev.rekey.activities.evidence;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * A copy of the log in a folder, such as on another machine's disk. Any web server can serve it.
 */
final class FolderMirror implements Mirror {
  private static final String CHECKPOINT = "checkpoint";

  private final Path folder;

  FolderMirror(Path folder) {
    this.folder = folder;
  }

  @Override
  public String name() {
    return folder.toString();
  }

  @Override
  public Optional<String> checkpoint() {
    Path file = folder.resolve(CHECKPOINT);
    try {
      return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    } catch (IOException e) {
      throw new OutletFailedException(file + " cannot be read");
    }
  }

  @Override
  public void add(String path, byte[] content) {
    Path file = folder.resolve(path);
    try {
      if (!Files.exists(file)) {
        write(file, content);
      } else if (!Arrays.equals(Files.readAllBytes(file), content)) {
        throw new OutletFailedException(file + " is there with another content, and was left so");
      }
    } catch (IOException e) {
      throw new OutletFailedException(file + " cannot be written or read");
    }
  }

  @Override
  public void moveOn(String note) {
    Path file = folder.resolve(CHECKPOINT);
    try {
      write(file, note.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new OutletFailedException(file + " cannot be written");
    }
  }

  @Override
  public void whole(String path) {
    Path partial = folder.resolve(path + ".p");
    if (!Files.isDirectory(partial)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(partial)) {
      for (Path file : files) {
        Files.delete(file);
      }
      Files.delete(partial);
    } catch (IOException e) {
      throw new OutletFailedException(partial + " cannot be removed");
    }
  }

  /** Whoever reads finds all of it or nothing, even after a power cut. */
  private static void write(Path file, byte[] content) throws IOException {
    Path parent = Objects.requireNonNull(file.getParent(), "a file lies in a folder");
    Files.createDirectories(parent);
    Path half = parent.resolve("." + file.getFileName() + ".new");
    Files.write(half, content);
    try (FileChannel channel = FileChannel.open(half, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
