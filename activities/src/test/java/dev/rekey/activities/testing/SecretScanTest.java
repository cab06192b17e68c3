package dev.rekey.activities.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The scan can fail: what is planted on purpose is found, whatever it wears. */
class SecretScanTest {
  private static final String VALUE = "Pl4nted+value/with?odd\"letters&7Q";

  static Stream<UnaryOperator<String>> dresses() {
    UnaryOperator<String> plain = v -> v;
    UnaryOperator<String> json = v -> v.replace("\"", "\\\"");
    UnaryOperator<String> hex = v -> HexFormat.of().formatHex(bytes(v));
    UnaryOperator<String> capitals = v -> HexFormat.of().withUpperCase().formatHex(bytes(v));
    UnaryOperator<String> url = v -> URLEncoder.encode(v, StandardCharsets.UTF_8);
    Stream<UnaryOperator<String>> base64 =
        Stream.of("", "a", "ab", "abc", "abcd")
            .flatMap(
                before ->
                    Stream.of("", "z", "zz")
                        .flatMap(
                            after ->
                                Stream.of(
                                    v -> encoded(Base64.getEncoder(), before + v + after),
                                    v -> encoded(Base64.getUrlEncoder(), before + v + after),
                                    v -> encoded(Base64.getMimeEncoder(99, new byte[0]), v))));
    return Stream.concat(Stream.of(plain, json, hex, capitals, url), base64);
  }

  @ParameterizedTest
  @MethodSource("dresses")
  void what_is_planted_is_found(UnaryOperator<String> dress) {
    SecretScan scan = new SecretScan().plant("it", VALUE);
    assertThat(scan.findings("here", "before " + dress.apply(VALUE) + " after"))
        .isNotEmpty()
        .allSatisfy(found -> assertThat(found).startsWith("it ").doesNotContain(VALUE));
    assertThat(scan.findings("here", "before " + dress.apply("Another" + VALUE.hashCode())))
        .isEmpty();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String encoded(Base64.Encoder encoder, String text) {
    return encoder.encodeToString(bytes(text));
  }
}
