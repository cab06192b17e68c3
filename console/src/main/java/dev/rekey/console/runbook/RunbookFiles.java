package dev.rekey.console.runbook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Documents on a disk. */
public final class RunbookFiles {
  private RunbookFiles() {}

  /**
   * One of them.
   *
   * @param file as people call it
   * @param name without its folder and its end
   */
  public record Document(String file, String name, String text) {}

  /**
   * The documents that are meant: files themselves, and every {@code *.md} of a folder. One that
   * cannot be read is empty, and so has its mistakes.
   */
  public static List<Document> in(List<Path> paths) {
    List<Document> documents = new ArrayList<>();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        try (Stream<Path> files = Files.list(path)) {
          files
              .filter(file -> file.toString().endsWith(".md"))
              .sorted()
              .forEach(file -> documents.add(read(file)));
        } catch (IOException e) {
          documents.add(new Document(path.toString(), path.toString(), ""));
        }
      } else {
        documents.add(read(path));
      }
    }
    return documents;
  }

  private static Document read(Path file) {
    String name = String.valueOf(file.getFileName()).replaceFirst("\\.md$", "");
    try {
      return new Document(file.toString(), name, Files.readString(file));
    } catch (IOException e) {
      return new Document(file.toString(), name, "");
    }
  }
}
