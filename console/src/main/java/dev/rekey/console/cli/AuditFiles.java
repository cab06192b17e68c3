package dev.rekey.console.cli;

import dev.rekey.model.transparency.Checkpoint;
import dev.rekey.model.transparency.NoteKey;
import dev.rekey.model.transparency.SignedNote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** What an auditor brings along in files. */
final class AuditFiles {
  private AuditFiles() {}

  /** A checkpoint that was kept. */
  static Checkpoint checkpoint(Path file) {
    try {
      return Checkpoint.parse(SignedNote.parse(Files.readString(file)).text());
    } catch (IOException e) {
      throw CommandFailure.usage(file + " cannot be read");
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(file + " is no checkpoint of a log");
    }
  }

  /** Keys as they were given: each the key itself, or a file with one in each line. */
  static List<NoteKey> keys(List<String> given, NoteKey.Kind kind) {
    return given.stream().flatMap(one -> keys(one).stream()).map(text -> key(text, kind)).toList();
  }

  private static List<String> keys(String given) {
    try {
      Path file = Path.of(given);
      return Files.isRegularFile(file)
          ? Files.readAllLines(file).stream().filter(line -> !line.isBlank()).toList()
          : List.of(given);
    } catch (IOException e) {
      throw CommandFailure.usage(given + " cannot be read");
    } catch (InvalidPathException e) {
      return List.of(given);
    }
  }

  private static NoteKey key(String text, NoteKey.Kind kind) {
    try {
      NoteKey key = NoteKey.parse(text);
      if (key.kind() == kind) {
        return key;
      }
    } catch (IllegalArgumentException e) {
      // falls through: the sentence is the same
    }
    throw CommandFailure.usage(
        "'"
            + text
            + "' is neither a file nor a "
            + (kind == NoteKey.Kind.NOTE ? "log's" : "witness'")
            + " key such as example.org/log+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");
  }
}
