package dev.rekey.activities.authority.status;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Reads DER as it comes, element by element, without keeping what was read; whoever listens gets
 * each byte.
 */
final class DerStream {
  static final int INTEGER = 0x02;
  static final int BIT_STRING = 0x03;
  static final int UTC_TIME = 0x17;
  static final int GENERALIZED_TIME = 0x18;
  static final int SEQUENCE = 0x30;
  static final int EXTENSIONS = 0xA0;

  private static final int LONG_FORM = 0x80;
  private static final int BYTE = 8;

  private final InputStream source;
  private final byte[] head = new byte[6];
  private OutputStream listener = OutputStream.nullOutputStream();
  private int headSize;
  private long taken;
  private long length;

  DerStream(InputStream source) {
    this.source = source;
  }

  /** From now on this one gets each byte. */
  void listen(OutputStream next) {
    listener = next;
  }

  /** How many bytes were read. */
  long taken() {
    return taken;
  }

  /** Reads the head of the next element; its tag. */
  int next() throws IOException {
    headSize = 0;
    int tag = one();
    int size = one();
    length = size;
    if (size >= LONG_FORM) {
      int bytes = size - LONG_FORM;
      if (bytes == 0 || bytes + 2 > head.length) {
        throw new IOException("A length that DER does not have, or nobody needs");
      }
      length = 0;
      for (int i = 0; i < bytes; i++) {
        length = length << BYTE | one();
      }
    }
    taken += headSize;
    listener.write(head, 0, headSize);
    return tag;
  }

  private int one() throws IOException {
    int value = source.read();
    if (value < 0) {
      throw new IOException("It ends too early");
    }
    head[headSize++] = (byte) value;
    return value;
  }

  /** Reads the head of an element that is to be entered; where it ends. */
  long enter(int tag) throws IOException {
    if (next() != tag) {
      throw new IOException("Another element than is expected");
    }
    return end();
  }

  /** Where the element ends of which the head was read. */
  long end() {
    return taken + length;
  }

  /** Reads the content of the element into this; how long it is. */
  int content(byte[] into) throws IOException {
    if (length > into.length) {
      throw new IOException("An element is longer than anybody needs");
    }
    int size = (int) length;
    if (source.readNBytes(into, 0, size) != size) {
      throw new IOException("It ends too early");
    }
    taken += size;
    listener.write(into, 0, size);
    return size;
  }

  /** The whole element, with its head. */
  byte[] whole(byte[] space) throws IOException {
    content(space);
    return again(space);
  }

  /** The whole element of which the content was just read into this. */
  byte[] again(byte[] space) {
    int size = (int) length;
    byte[] whole = new byte[headSize + size];
    System.arraycopy(head, 0, whole, 0, headSize);
    System.arraycopy(space, 0, whole, headSize, size);
    return whole;
  }
}
