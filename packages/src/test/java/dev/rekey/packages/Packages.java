package dev.rekey.packages;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The packages as the build left them, and what their README says of them. */
final class Packages {
  private static final Path FOLDER = Path.of(System.getProperty("rekey.functions"));
  private static final Path README =
      Path.of(System.getProperty("rekey.root"), "packages", "README.md");

  /**
   * A row of the README's table.
   *
   * @param megabytes what the zip may weigh at most
   * @param services the AWS services whose clients are in it
   */
  record Row(String function, String handler, long megabytes, List<String> services) {
    private static final int COLUMNS = 6;

    static boolean isOne(String line) {
      return line.startsWith("| `rekey-");
    }

    static Row of(String line) {
      String[] cells = line.substring(2).replace("`", "").split(" \\| ", COLUMNS);
      String services = cells[COLUMNS - 1].replace(" |", "").strip();
      return new Row(
          cells[0],
          cells[1],
          Long.parseLong(cells[4]),
          services.equals("none") ? List.of() : List.of(services.split(", ")));
    }

    @Override
    public String toString() {
      return function;
    }
  }

  private Packages() {}

  static List<Row> rows() throws IOException {
    return Files.readAllLines(README).stream().filter(Row::isOne).map(Row::of).toList();
  }

  static Path zip(String function) {
    return FOLDER.resolve(function + ".zip");
  }

  static List<String> names(String function) throws IOException {
    try (ZipFile zip = new ZipFile(zip(function).toFile())) {
      return Collections.list(zip.entries()).stream().map(ZipEntry::getName).toList();
    }
  }

  /** Lays the function's package, and what AWS's runtime brings along, into one folder. */
  static Path unpacked(String function, Path under) throws IOException {
    Path folder = under.resolve(function);
    for (String one : List.of(function, "rekey-runtime")) {
      try (ZipFile zip = new ZipFile(zip(one).toFile())) {
        for (ZipEntry entry : Collections.list(zip.entries())) {
          unpack(zip, entry, folder.resolve(entry.getName()));
        }
      }
    }
    return folder;
  }

  private static void unpack(ZipFile zip, ZipEntry entry, Path file) throws IOException {
    if (entry.isDirectory() || Files.exists(file)) {
      return;
    }
    Files.createDirectories(file.getParent());
    try (InputStream content = zip.getInputStream(entry)) {
      Files.copy(content, file);
    }
  }

  static String classPath(Path folder) {
    return folder + ":" + folder.resolve("lib") + "/*";
  }
}
