package dev.rekey.activities.ledger;

import dev.rekey.activities.StepFailedException;
import dev.rekey.model.FailureCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which tables this Rekey works with, and whether the ledger has them. For functions: they change
 * no tables, since hundreds of them may start at once, and may not be allowed to.
 */
final class LedgerVersion {
  private static final String FOLDER = "db/migration";
  private static final Pattern MIGRATION = Pattern.compile("(?:.*/)?V([0-9_]+)__\\w+\\.sql");

  private LedgerVersion() {}

  /**
   * Compares what is here with what is there.
   *
   * @throws StepFailedException LEDGER_UNAVAILABLE if the ledger does not answer, or its tables are
   *     older or newer than this Rekey
   */
  static void check(Ledger ledger) {
    Set<String> expected = shipped();
    Set<String> applied = applied(ledger);
    if (!applied.containsAll(expected)) {
      throw unfit(
          "The ledger's tables are older than this function;"
              + " start a server of the same version, which brings them up to date");
    }
    if (!expected.containsAll(applied)) {
      throw unfit("The ledger was written by a newer Rekey; update this function");
    }
  }

  private static Set<String> applied(Ledger ledger) {
    boolean written =
        ledger
            .first(
                "SELECT to_regclass('rekey.flyway_schema_history') IS NOT NULL AS written",
                row -> row.flag("written"))
            .orElse(false);
    List<String> versions =
        written
            ? ledger.all(
                "SELECT version FROM rekey.flyway_schema_history"
                    + " WHERE success AND version IS NOT NULL",
                row -> row.text("version"))
            : List.of();
    return new HashSet<>(versions);
  }

  /** The versions of the migrations on the class path, as Flyway writes them down: 5_1 is 5.1. */
  static Set<String> shipped() {
    URL folder = Objects.requireNonNull(LedgerVersion.class.getClassLoader().getResource(FOLDER));
    try {
      return names(folder).stream()
          .map(MIGRATION::matcher)
          .filter(Matcher::matches)
          .map(name -> name.group(1).replace('_', '.'))
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException("Our own package cannot be read", e);
    }
  }

  private static List<String> names(URL folder) throws IOException {
    if (folder.openConnection() instanceof JarURLConnection jar) {
      return jar.getJarFile().stream()
          .map(entry -> entry.getName())
          .filter(name -> name.startsWith(FOLDER))
          .toList();
    }
    try (Stream<Path> files = Files.list(Path.of(URI.create(folder.toString())))) {
      return files.map(Path::toString).toList();
    }
  }

  private static StepFailedException unfit(String reason) {
    return new StepFailedException(FailureCode.LEDGER_UNAVAILABLE, reason);
  }
}
