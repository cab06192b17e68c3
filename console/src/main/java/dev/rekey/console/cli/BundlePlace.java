package dev.rekey.console.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Where a bundle is to lie: a new ZIP, or a new folder. */
final class BundlePlace {
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)?";

  private final Path place;

  BundlePlace(Path place) {
    this.place = place;
  }

  /** What is there is never overwritten. */
  void requireNew() {
    if (Files.exists(place)) {
      throw new CommandFailure(
          ExitCode.ENVIRONMENT,
          "EXISTS",
          place + " is there already; nothing was written",
          "Name another place with --out.");
    }
  }

  /** Writes it; gives what was written, for programs. */
  Map<String, Object> write(byte[] zip) {
    try {
      Map<String, byte[]> files = unpacked(zip);
      if (place.toString().endsWith(".zip")) {
        Files.write(place, zip, StandardOpenOption.CREATE_NEW);
      } else {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
          Path path = place.resolve(file.getKey());
          Files.createDirectories(place.resolve(file.getKey()).getParent());
          Files.write(path, file.getValue(), StandardOpenOption.CREATE_NEW);
        }
      }
      long entries = files.keySet().stream().filter(name -> name.startsWith("entries/")).count();
      return Map.of("place", place.toString(), "entries", entries, "files", files.size());
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.ENVIRONMENT, "UNWRITABLE", place + " cannot be written", "Is there room?");
    }
  }

  private static Map<String, byte[]> unpacked(byte[] zip) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry one = entries.getNextEntry(); one != null; one = entries.getNextEntry()) {
        if (!one.getName().matches(NAME)) { // it could lead out of the folder
          throw new IOException("The server sent a file of a strange name");
        }
        files.put(one.getName(), entries.readAllBytes());
      }
    }
    return files;
  }
}
