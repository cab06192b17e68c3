package dev.rekey.model.transparency;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A text with signatures under it (C2SP signed-note).
 *
 * @param text what is signed; ends with a line's end
 * @param signatures by whom
 */
public record SignedNote(String text, List<NoteSignature> signatures) {
  private static final String BETWEEN = "\n\n";
  private static final int MOST = 64;

  /** Copies the signatures. */
  public SignedNote {
    signatures = List.copyOf(signatures);
  }

  /**
   * Reads a note.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static SignedNote parse(String note) {
    int between = note.lastIndexOf(BETWEEN);
    if (between < 0 || !note.endsWith("\n") || between + BETWEEN.length() == note.length()) {
      throw new IllegalArgumentException("A note is a text, an empty line, and signatures");
    }
    if (note.chars().anyMatch(c -> c < ' ' && c != '\n')) {
      throw new IllegalArgumentException("A note holds a character that no note holds");
    }
    return new SignedNote(
        note.substring(0, between + 1), lines(note.substring(between + BETWEEN.length())));
  }

  /**
   * Reads signatures' lines, as a witness answers them.
   *
   * @throws IllegalArgumentException if a line is none
   */
  public static List<NoteSignature> lines(String lines) {
    if (!lines.endsWith("\n") || lines.lines().count() > MOST) {
      throw new IllegalArgumentException("Signatures are " + MOST + " whole lines at most");
    }
    return lines.lines().map(NoteSignature::parse).toList();
  }

  /** The same with more signatures; one that is there already is not added again. */
  public SignedNote with(List<NoteSignature> more) {
    return new SignedNote(
        text, Stream.concat(signatures.stream(), more.stream()).distinct().toList());
  }

  /**
   * The signature by this key.
   *
   * @return nothing if there is none
   * @throws IllegalArgumentException if there is one that claims to be and is not
   */
  public Optional<NoteSignature> by(NoteKey key) {
    List<NoteSignature> found = new ArrayList<>();
    for (NoteSignature one : signatures) {
      if (one.claims(key)) {
        if (!one.isBy(key, text)) {
          throw new IllegalArgumentException("The signature by " + key.name() + " is false");
        }
        found.add(one);
      }
    }
    return found.stream().findFirst();
  }

  /** The note as it is written to files. */
  public String note() {
    StringBuilder note = new StringBuilder(text).append('\n');
    signatures.forEach(one -> note.append(one.line()).append('\n'));
    return note.toString();
  }
}
