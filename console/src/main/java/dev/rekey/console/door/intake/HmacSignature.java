package dev.rekey.console.door.intake;

import dev.rekey.activities.secret.SecretValue;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Messages that are signed with a shared key, and say when they were sent. */
final class HmacSignature {
  /** As Standard Webhooks have it; clocks differ, and a message may wait for a while. */
  static final Duration FRESH = Duration.ofMinutes(5);

  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");
  private static final Pattern ID = Pattern.compile("[\\x21-\\x7e]{1,256}");
  private static final String HEX = "sha256=";
  private static final String BASE64 = "v1,";
  private static final String PAGER_DUTY = "v1=";
  private static final String STANDARD_KEY = "whsec_";

  private HmacSignature() {}

  /** GitGuardian: hex over the body, and the key is the time with the token behind it. */
  static SourceSignature gitGuardian(SecretValue token) {
    return (headers, now) -> {
      Optional<String> time = headers.apply("Timestamp").filter(at -> fresh(at, now));
      Optional<byte[]> signed =
          headers
              .apply("Gitguardian-Signature")
              .filter(one -> one.startsWith(HEX))
              .flatMap(one -> hex(one.substring(HEX.length())));
      if (time.isEmpty() || signed.isEmpty()) {
        return new SourceSignature.Forged();
      }
      byte[] key = joined(ascii(time.get()), token.revealBytes());
      return new SourceSignature.Signed(
          Optional.empty(), body -> MessageDigest.isEqual(hmac(key, body), signed.get()));
    };
  }

  /** PagerDuty: hex over the body, several while a key is being replaced; it says no time. */
  static SourceSignature pagerDuty(SecretValue secret) {
    return (headers, now) -> {
      List<byte[]> signed =
          Stream.of(headers.apply("X-PagerDuty-Signature").orElse("").split(",", 5))
              .map(String::strip)
              .filter(one -> one.startsWith(PAGER_DUTY))
              .flatMap(one -> hex(one.substring(PAGER_DUTY.length())).stream())
              .toList();
      return signed.isEmpty()
          ? new SourceSignature.Forged()
          : new SourceSignature.Signed(
              Optional.empty(), body -> any(signed, hmac(secret.revealBytes(), body)));
    };
  }

  private static boolean any(List<byte[]> signed, byte[] expected) {
    boolean any = false;
    for (byte[] one : signed) {
      any |= MessageDigest.isEqual(expected, one);
    }
    return any;
  }

  /** Standard Webhooks: base64 over id, time and body; several, while a key is being replaced. */
  static SourceSignature standard(SecretValue secret) {
    return (headers, now) -> {
      Optional<String> id = headers.apply("webhook-id").filter(one -> ID.matcher(one).matches());
      Optional<String> time = headers.apply("webhook-timestamp").filter(at -> fresh(at, now));
      String[] signed = headers.apply("webhook-signature").orElse("").split(" ", 5);
      if (id.isEmpty() || time.isEmpty() || Stream.of(signed).noneMatch(HmacSignature::v1)) {
        return new SourceSignature.Forged();
      }
      byte[] before = ascii(id.get() + "." + time.get() + ".");
      byte[] key = key(secret);
      return new SourceSignature.Signed(
          id, body -> matches(signed, hmac(key, joined(before, body))));
    };
  }

  private static boolean v1(String one) {
    return one.startsWith(BASE64);
  }

  /** A key that begins as Standard Webhooks' do is base64; any other is taken as it is. */
  private static byte[] key(SecretValue secret) {
    byte[] raw = secret.revealBytes();
    byte[] mark = ascii(STANDARD_KEY);
    if (raw.length <= mark.length || !Arrays.equals(raw, 0, mark.length, mark, 0, mark.length)) {
      return raw;
    }
    try {
      return Base64.getDecoder().decode(Arrays.copyOfRange(raw, mark.length, raw.length));
    } catch (IllegalArgumentException noBase64) { // its message may quote the key
      return raw;
    }
  }

  private static boolean matches(String[] signed, byte[] expected) {
    byte[] wanted = ascii(Base64.getEncoder().encodeToString(expected));
    boolean any = false;
    for (String one : signed) {
      any |= v1(one) && MessageDigest.isEqual(wanted, ascii(one.substring(BASE64.length())));
    }
    return any;
  }

  private static boolean fresh(String seconds, Instant now) {
    return SECONDS.matcher(seconds).matches()
        && Math.abs(now.getEpochSecond() - Long.parseLong(seconds)) <= FRESH.toSeconds();
  }

  private static Optional<byte[]> hex(String text) {
    try {
      return Optional.of(HexFormat.of().parseHex(text)).filter(bytes -> bytes.length == 32);
    } catch (IllegalArgumentException noHex) {
      return Optional.empty();
    }
  }

  private static byte[] hmac(byte[] key, byte[] content) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(content);
    } catch (GeneralSecurityException e) { // its message might quote the key
      throw new IllegalStateException("Every JDK has HMAC-SHA-256");
    }
  }

  private static byte[] joined(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
