package dev.rekey.model.transparency;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A key that verifies signatures of notes: a log's (Ed25519), or a witness' (C2SP cosignature/v1).
 *
 * @param name whose it is
 * @param kind what it signs
 * @param raw the 32 bytes of the public key
 */
public record NoteKey(String name, Kind kind, String raw) {
  private static final HexFormat HEX = HexFormat.of();

  /** What stands before the 32 bytes of an Ed25519 key in its X.509 form. */
  private static final byte[] X509 = HEX.parseHex("302a300506032b6570032100");

  /** What a key signs. */
  public enum Kind {
    /** A note as it is. */
    NOTE(0x01),
    /** A checkpoint with the time at which a witness saw it. */
    COSIGNATURE(0x04);

    private final byte mark;

    Kind(int mark) {
      this.mark = (byte) mark;
    }
  }

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if they make no key
   */
  public NoteKey {
    requireName(name);
    if (StrictBase64.decode(raw).length != TreeHash.BYTES) {
      throw new IllegalArgumentException("An Ed25519 key has 32 bytes");
    }
  }

  /** The key of these 32 bytes. */
  public static NoteKey of(String name, Kind kind, byte[] raw) {
    return new NoteKey(name, kind, StrictBase64.encode(raw));
  }

  /** The key in an X.509 form, as the JDK and AWS KMS give it. */
  public static NoteKey ofX509(String name, Kind kind, byte[] encoded) {
    if (encoded.length != X509.length + TreeHash.BYTES
        || !Arrays.equals(X509, 0, X509.length, encoded, 0, X509.length)) {
      throw new IllegalArgumentException("This is no Ed25519 key");
    }
    return of(name, kind, Arrays.copyOfRange(encoded, X509.length, encoded.length));
  }

  /**
   * Reads the text form (a "vkey"): {@code name+id+base64}.
   *
   * @throws IllegalArgumentException if it is none of an Ed25519 key, or its id is another key's
   */
  public static NoteKey parse(String text) {
    String[] parts = text.strip().split("\\+", 3);
    if (parts.length != 3) {
      throw new IllegalArgumentException("A verifier key reads NAME+ID+KEY");
    }
    byte[] marked = StrictBase64.decode(parts[2]);
    for (Kind kind : Kind.values()) {
      if (marked.length == TreeHash.BYTES + 1 && marked[0] == kind.mark) {
        NoteKey key = of(parts[0], kind, Arrays.copyOfRange(marked, 1, marked.length));
        if (key.id().equals(parts[1])) {
          return key;
        }
        throw new IllegalArgumentException("The id of this verifier key is another key's");
      }
    }
    throw new IllegalArgumentException("This is no verifier key for Ed25519");
  }

  /** The first bytes of a hash of it, in hex, by which signatures name it. */
  public String id() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
      return HEX.formatHex(digest.digest(marked()), 0, 4);
    } catch (GeneralSecurityException e) { // every Java platform has it
      throw new IllegalStateException(e);
    }
  }

  private byte[] marked() {
    return ByteBuffer.allocate(TreeHash.BYTES + 1)
        .put(kind.mark)
        .put(StrictBase64.decode(raw))
        .array();
  }

  /** Whether the signature is this key's, of this text. */
  public boolean verifies(byte[] message, byte[] signature) {
    try {
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(
          KeyFactory.getInstance("Ed25519")
              .generatePublic(
                  new X509EncodedKeySpec(
                      ByteBuffer.allocate(X509.length + TreeHash.BYTES)
                          .put(X509)
                          .put(StrictBase64.decode(raw))
                          .array())));
      verifier.update(message);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) { // such as a signature of another length
      return false;
    }
  }

  static void requireName(String name) {
    if (name.isEmpty() || name.chars().anyMatch(c -> c <= ' ' || c == '+' || c > '~')) {
      throw new IllegalArgumentException(
          "A log's or witness' name has no blanks and no '+', such as example.org/log");
    }
  }

  /** The text form. */
  @Override
  public String toString() {
    return name + "+" + id() + "+" + StrictBase64.encode(marked());
  }
}
