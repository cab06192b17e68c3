package dev.rekey.console.embedded.exercise;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What lets somebody take a seat in an exercise: where it is on this machine, and a word that
 * nobody guesses. It is told in one piece, and is no longer than an exercise.
 *
 * @param port where the exercise is
 * @param word whose seat it is
 */
public record Invitation(int port, String word) {
  private static final int BYTES = 16;
  private static final int LARGEST_PORT = 65_535;
  private static final Pattern FORM = Pattern.compile("([0-9]{1,5})\\.([A-Za-z0-9_-]{22})");
  private static final SecureRandom CHANCE = new SecureRandom();

  /** A new one. */
  static Invitation to(int port) {
    byte[] word = new byte[BYTES];
    CHANCE.nextBytes(word);
    return new Invitation(port, Base64.getUrlEncoder().withoutPadding().encodeToString(word));
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException if it is none; the sentence does not quote it
   */
  public static Invitation of(String token) {
    Matcher read = FORM.matcher(token.strip());
    if (!read.matches() || Integer.parseInt(read.group(1)) > LARGEST_PORT) {
      throw new IllegalArgumentException(
          "That is no token of an exercise; the facilitator's terminal shows them");
    }
    return new Invitation(Integer.parseInt(read.group(1)), read.group(2));
  }

  /** Whether this word is meant, in a time that tells nothing. */
  boolean lets(String given) {
    return MessageDigest.isEqual(
        word.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  /** In one piece, as it is given to whom it invites. */
  public String token() {
    return port + "." + word;
  }

  @Override
  public String toString() {
    return "invitation at port " + port;
  }
}
