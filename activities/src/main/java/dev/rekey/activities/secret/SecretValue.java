package dev.rekey.activities.secret;

import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Secret material. It cannot be printed, serialised or compared in variable time; {@link #reveal()}
 * is for stores, targets and consumers alone.
 */
public final class SecretValue {
  private final byte[] bytes;

  private SecretValue(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Takes a value's UTF-8 text. */
  public static SecretValue of(String text) {
    return new SecretValue(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Takes a value's bytes, which are copied. */
  public static SecretValue of(byte[] bytes) {
    return new SecretValue(bytes.clone());
  }

  /** The value as text. Callers are few, and an architecture test names their packages. */
  public String reveal() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** A copy of the value's bytes; for the same callers as {@link #reveal()}. */
  public byte[] revealBytes() {
    return bytes.clone();
  }

  /** How many bytes it has. */
  public int size() {
    return bytes.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SecretValue that && MessageDigest.isEqual(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return SecretValue.class.hashCode(); // a hash of the value would be a clue to it
  }

  @Override
  public String toString() {
    return "SecretValue(***)";
  }

  /**
   * Refuses JSON.
   *
   * @throws IllegalStateException always: a leak must be loud
   */
  @JsonValue
  @SuppressWarnings("DoNotCallSuggester") // Jackson is to call it, and to fail
  String refuseJson() {
    throw new IllegalStateException("A secret value has no JSON form");
  }
}
