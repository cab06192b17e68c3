package dev.rekey.exercise.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The scenarios that come with this Rekey. */
public final class Library {
  /** Their names, which are those of the files in {@code runbooks/exercises}. */
  public static final List<String> NAMES =
      List.of(
          "leaked-iam-key",
          "restoring-opponent",
          "password-in-log",
          "bulk-read",
          "server-away",
          "shared-account",
          "orphaned-credential",
          "insider",
          "forged-signals",
          "rotation-in-flight",
          "night-without-approver",
          "shared-tls-key",
          "session-outlives-key",
          "ci-role",
          "lost-authority");

  private Library() {}

  /** All of them, in the order of the library. */
  public static List<ScenarioDocument> all() {
    return NAMES.stream().flatMap(name -> find(name).stream()).toList();
  }

  /** The one of this name. */
  public static Optional<ScenarioDocument> find(String name) {
    return text(name).map(text -> ScenarioDocument.parse(name, text));
  }

  /** The document of this name, as it was written. */
  public static Optional<String> text(String name) {
    return NAMES.contains(name) ? read(name + ".yaml") : Optional.empty();
  }

  /** The shape of a document: a JSON Schema, draft 2020-12. */
  public static String schema() {
    return read("scenario.schema.json").orElseThrow();
  }

  private static Optional<String> read(String file) {
    try (InputStream document = Library.class.getResourceAsStream("/exercises/" + file)) {
      return document == null
          ? Optional.empty()
          : Optional.of(new String(document.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }
}
