package dev.rekey.activities.http;

import dev.rekey.activities.secret.SecretValue;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The header {@code Rekey-Signature: t=<seconds>,v1=<hex>}: HMAC-SHA-256 over the time, a full stop
 * and the content. An answer's content is the nonce of the question, a full stop and the body, so
 * that no answer fits another question.
 */
public final class Signature {
  /** The header's name. */
  public static final String HEADER = "Rekey-Signature";

  private static final Duration FRESH = Duration.ofMinutes(5);
  private static final Pattern FORM = Pattern.compile("t=(\\d{1,12}),v1=([0-9a-f]{64})");

  private Signature() {}

  /** The header for a content that is sent at this time. */
  public static String of(SecretValue key, Instant at, String content) {
    return "t=" + at.getEpochSecond() + ",v1=" + hmac(key, at.getEpochSecond(), content);
  }

  /** Whether somebody who has the key signed this content within the last minutes. */
  public static boolean isGood(String header, SecretValue key, Instant now, String content) {
    Matcher parts = FORM.matcher(header);
    if (!parts.matches()) {
      return false;
    }
    long time = Long.parseLong(parts.group(1));
    boolean fresh = Math.abs(now.getEpochSecond() - time) <= FRESH.toSeconds();
    return equal(hmac(key, time, content), parts.group(2)) && fresh;
  }

  private static boolean equal(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
  }

  private static String hmac(SecretValue key, long time, String content) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.revealBytes(), "HmacSHA256"));
      byte[] signed = (time + "." + content).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(mac.doFinal(signed));
    } catch (GeneralSecurityException e) { // its message might quote the key
      throw new IllegalStateException("Every JDK has HMAC-SHA-256");
    }
  }
}
