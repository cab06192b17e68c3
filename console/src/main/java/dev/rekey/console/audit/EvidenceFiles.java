package dev.rekey.console.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The files of a bundle or a mirror: a folder, or a ZIP. */
public final class EvidenceFiles implements AutoCloseable {
  private final Path root;
  private final Optional<FileSystem> zip;

  private EvidenceFiles(Path root, Optional<FileSystem> zip) {
    this.root = root;
    this.zip = zip;
  }

  /** Opens it; an IOException says that it is no folder and no ZIP, or not to be read. */
  public static EvidenceFiles open(Path place) throws IOException {
    if (Files.isDirectory(place)) {
      return new EvidenceFiles(place, Optional.empty());
    }
    FileSystem zip;
    try {
      zip = FileSystems.newFileSystem(place);
    } catch (RuntimeException e) { // no provider knows the form, or a name in it is broken
      throw new IOException(e);
    }
    return new EvidenceFiles(zip.getPath("/"), Optional.of(zip));
  }

  /** Whether there is something of this name. */
  boolean has(String name) {
    return Files.exists(root.resolve(name));
  }

  /** A file's bytes; nothing if it is missing or cannot be read. */
  Optional<byte[]> bytes(String name) {
    try {
      Path file = root.resolve(name);
      return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** A file's text; nothing if it is missing, cannot be read or is no text. */
  Optional<String> text(String name) {
    return bytes(name).flatMap(EvidenceFiles::text);
  }

  private static Optional<String> text(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** The names of all files, with slashes; not of those that are removed meanwhile. */
  List<String> names() throws IOException {
    List<String> names = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()) {
              names.add(root.relativize(file).toString().replace('\\', '/'));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException problem)
              throws IOException {
            if (problem instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw problem;
          }
        });
    return names.stream().sorted().toList();
  }

  @Override
  public void close() throws IOException {
    if (zip.isPresent()) {
      zip.get().close();
    }
  }
}
