package dev.rekey.workflows.worker;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.temporal.api.common.v1.Payload;
import io.temporal.payload.codec.PayloadCodec;
import io.temporal.payload.codec.PayloadCodecException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * Makes large payloads small, so that a response to a thousand credentials stays far below what a
 * history may hold. What a single rotation has is small, stays as it is, and can be read in
 * Temporal's own tools.
 */
final class Compression implements PayloadCodec {
  /** More than any payload of a rotation has. */
  static final int PLAIN_UP_TO = 16 * 1024;

  private static final String ENCODING = "encoding";
  private static final ByteString ZLIB = ByteString.copyFromUtf8("binary/zlib");

  @Override
  public List<Payload> encode(List<Payload> payloads) {
    return payloads.stream().map(Compression::smaller).toList();
  }

  @Override
  public List<Payload> decode(List<Payload> payloads) {
    return payloads.stream().map(Compression::whole).toList();
  }

  private static Payload smaller(Payload payload) {
    if (payload.getData().size() <= PLAIN_UP_TO) {
      return payload;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Deflater fast = new Deflater(Deflater.BEST_SPEED); // a containment waits for it
    try (DeflaterOutputStream deflating = new DeflaterOutputStream(bytes, fast)) {
      payload.writeTo(deflating);
    } catch (IOException e) {
      throw new PayloadCodecException(e);
    } finally {
      fast.end();
    }
    return Payload.newBuilder()
        .putMetadata(ENCODING, ZLIB)
        .setData(ByteString.copyFrom(bytes.toByteArray()))
        .build();
  }

  private static Payload whole(Payload payload) {
    if (!ZLIB.equals(payload.getMetadataMap().get(ENCODING))) {
      return payload;
    }
    try (InflaterInputStream inflating =
        new InflaterInputStream(new ByteArrayInputStream(payload.getData().toByteArray()))) {
      return Payload.parseFrom(inflating);
    } catch (InvalidProtocolBufferException e) {
      throw new PayloadCodecException("A compressed payload is damaged");
    } catch (IOException e) {
      throw new PayloadCodecException(e);
    }
  }
}
