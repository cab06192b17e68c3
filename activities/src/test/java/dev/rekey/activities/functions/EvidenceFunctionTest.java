package dev.rekey.activities.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.activities.evidence.EvidenceLagsException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A schedule reads no answer, and an alarm only hears of errors. */
class EvidenceFunctionTest {
  @Test
  void what_went_well_is_answered() throws IOException {
    assertThat(answering("{\"answer\":\"kept\"}")).isEqualTo("{\"answer\":\"kept\"}");
  }

  @Test
  void what_did_not_is_an_error_with_the_sentence() {
    for (String answer :
        new String[] {
          "{\"answer\":\"failed\",\"code\":\"SIGNER_UNAVAILABLE\",\"reason\":\"no key\"}",
          "{\"answer\":\"lags\",\"reason\":\"no key\"}"
        }) {
      assertThatThrownBy(() -> answering(answer))
          .isInstanceOf(EvidenceLagsException.class)
          .hasMessage("no key");
    }
  }

  private static String answering(String answer) throws IOException {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    new EvidenceFunction((in, out, context) -> out.write(answer.getBytes(StandardCharsets.UTF_8)))
        .handleRequest(InputStream.nullInputStream(), output, null);
    return output.toString(StandardCharsets.UTF_8);
  }
}
