package dev.rekey.model.transparency;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** A hash in a Merkle tree of RFC 6962: of a leaf, of two hashes, or of nothing. */
public final class TreeHash {
  /** How many bytes it has. */
  public static final int BYTES = 32;

  /** The root of a tree without leaves. */
  public static final TreeHash EMPTY = new TreeHash(sha256().digest());

  private final byte[] bytes;

  private TreeHash(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Takes the bytes.
   *
   * @throws IllegalArgumentException if they are not 32
   */
  public static TreeHash of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("A hash has 32 bytes");
    }
    return new TreeHash(bytes.clone());
  }

  /** The hash of an entry. */
  public static TreeHash ofLeaf(byte[] entry) {
    MessageDigest digest = sha256();
    digest.update((byte) 0);
    return new TreeHash(digest.digest(entry));
  }

  /** The hash over two. */
  public static TreeHash over(TreeHash left, TreeHash right) {
    MessageDigest digest = sha256();
    digest.update((byte) 1);
    digest.update(left.bytes);
    return new TreeHash(digest.digest(right.bytes));
  }

  /**
   * Reads the text form.
   *
   * @throws IllegalArgumentException if it is not that of 32 bytes
   */
  public static TreeHash parse(String base64) {
    return of(StrictBase64.decode(base64));
  }

  /** The bytes, a copy. */
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TreeHash hash && Arrays.equals(bytes, hash.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Base64. */
  @Override
  public String toString() {
    return StrictBase64.encode(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) { // every Java platform has it
      throw new IllegalStateException(e);
    }
  }
}
