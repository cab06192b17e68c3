package dev.rekey.model.transparency;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * One signature under a note, as its line says it.
 *
 * @param name whose it claims to be
 * @param id the first bytes of the key's hash, in hex
 * @param base64 the signature
 */
public record NoteSignature(String name, String id, String base64) {
  private static final String DASH = "\u2014 ";
  private static final int ID_BYTES = 4;

  /** A signature by this key. */
  public static NoteSignature by(NoteKey key, byte[] signature) {
    return new NoteSignature(key.name(), key.id(), StrictBase64.encode(signature));
  }

  /** What a witness signs. */
  public static byte[] cosigned(String text, Instant at) {
    return ("cosignature/v1\ntime " + at.getEpochSecond() + "\n" + text)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** A witness' signature of {@link #cosigned}. */
  public static NoteSignature by(NoteKey witness, Instant at, byte[] signature) {
    return by(
        witness,
        ByteBuffer.allocate(Long.BYTES + signature.length)
            .putLong(at.getEpochSecond())
            .put(signature)
            .array());
  }

  /**
   * Reads a line, without its end.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static NoteSignature parse(String line) {
    String[] words = line.startsWith(DASH) ? line.substring(2).split(" ", -1) : new String[0];
    if (words.length != 2) {
      throw new IllegalArgumentException("A signature's line reads: dash, name, signature");
    }
    NoteKey.requireName(words[0]);
    byte[] bytes = StrictBase64.decode(words[1]);
    if (bytes.length <= ID_BYTES) {
      throw new IllegalArgumentException("A signature's line has no signature");
    }
    return new NoteSignature(
        words[0],
        HexFormat.of().formatHex(bytes, 0, ID_BYTES),
        StrictBase64.encode(Arrays.copyOfRange(bytes, ID_BYTES, bytes.length)));
  }

  /** Whether it claims to be by this key. */
  public boolean claims(NoteKey key) {
    return name.equals(key.name()) && id.equals(key.id());
  }

  /** Whether it is by this key, of this text. */
  public boolean isBy(NoteKey key, String text) {
    byte[] bytes = StrictBase64.decode(base64);
    return claims(key)
        && switch (key.kind()) {
          case NOTE -> key.verifies(text.getBytes(StandardCharsets.UTF_8), bytes);
          case COSIGNATURE ->
              bytes.length > Long.BYTES
                  && time()
                      .filter(at -> key.verifies(cosigned(text, at), behindTime(bytes)))
                      .isPresent();
        };
  }

  private static byte[] behindTime(byte[] bytes) {
    return Arrays.copyOfRange(bytes, Long.BYTES, bytes.length);
  }

  /** When a witness says that it saw the checkpoint; only to be believed once verified. */
  public Optional<Instant> time() {
    byte[] bytes = StrictBase64.decode(base64);
    long seconds = bytes.length > Long.BYTES ? ByteBuffer.wrap(bytes).getLong() : 0;
    return seconds > 0 && seconds <= Instant.MAX.getEpochSecond()
        ? Optional.of(Instant.ofEpochSecond(seconds))
        : Optional.empty();
  }

  /** The line, without its end. */
  public String line() {
    byte[] signature = StrictBase64.decode(base64);
    return DASH
        + name
        + " "
        + StrictBase64.encode(
            ByteBuffer.allocate(ID_BYTES + signature.length)
                .put(HexFormat.of().parseHex(id))
                .put(signature)
                .array());
  }
}
