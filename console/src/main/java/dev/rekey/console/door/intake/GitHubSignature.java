package dev.rekey.console.door.intake;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** ECDSA-NIST-P256-SHA256 over the raw body, by the key that a header names. */
record GitHubSignature(GitHubKeys keys) implements SourceSignature {
  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z0-9]{1,128}");
  private static final int LONGEST = 256;

  @Override
  public Looked look(Function<String, Optional<String>> headers, Instant now) {
    Optional<String> identifier =
        first(headers, "Github-Public-Key-Identifier", "X-Github-Public-Key-Identifier")
            .filter(one -> IDENTIFIER.matcher(one).matches());
    Optional<byte[]> signed =
        first(headers, "Github-Public-Key-Signature", "X-Github-Public-Key-Signature")
            .filter(one -> one.length() <= LONGEST)
            .flatMap(GitHubSignature::bytes);
    if (identifier.isEmpty() || signed.isEmpty()) {
      return new Forged();
    }
    GitHubKeys.Found found = keys.key(identifier.get());
    return found
        .key()
        .<Looked>map(key -> new Signed(Optional.empty(), body -> good(key, body, signed.get())))
        .orElseGet(() -> found.sure() ? new Forged() : new Unsure());
  }

  private static Optional<String> first(
      Function<String, Optional<String>> headers, String name, String older) {
    return headers.apply(name).or(() -> headers.apply(older));
  }

  private static Optional<byte[]> bytes(String base64) {
    try {
      return Optional.of(Base64.getDecoder().decode(base64));
    } catch (IllegalArgumentException none) {
      return Optional.empty();
    }
  }

  private static boolean good(PublicKey key, byte[] body, byte[] signed) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initVerify(key);
      signature.update(body);
      return signature.verify(signed);
    } catch (GeneralSecurityException malformed) {
      return false;
    }
  }
}
