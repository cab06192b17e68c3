package dev.rekey.activities.rollover;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.StepFailedException;
import dev.rekey.model.FailureCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RolloverHandlerTest {
  private static final String ABOUT =
      "{\"call\":\"CONTAIN\",\"incident\":\"INC-1\",\"credentials\":"
          + "[{\"credential\":{\"secret\":\"a\",\"kind\":\"%s\"}},"
          + "{\"credential\":{\"secret\":\"b\",\"kind\":\"%s\"}}]}";

  private @Nullable String passedOn;

  private final RolloverHandler handler =
      new RolloverHandler(
          () -> {
            throw new StepFailedException(FailureCode.LEDGER_UNAVAILABLE, "steps were asked for");
          },
          (input, output, context) -> passedOn = new String(input.readAllBytes(), UTF_8));

  @Test
  void a_response_about_an_authority_and_a_step_of_a_rollover_are_its_own() throws IOException {
    String kind = "certificate-authority";
    assertThat(answer(ABOUT.formatted(kind, kind))).contains("LEDGER_UNAVAILABLE");
    assertThat(answer("{\"rollover\":\"LEAVES\"}")).contains("LEDGER_UNAVAILABLE");
    assertThat(passedOn).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{\"step\":\"CREATE\",\"credential\":{\"kind\":\"certificate-authority\"}}",
        "{\"call\":\"CONTAIN\",\"credentials\":[]}"
      })
  void what_is_neither_is_passed_on_as_it_came(String event) throws IOException {
    assertThat(answer(event)).isEmpty();
    assertThat(passedOn).isEqualTo(event);
  }

  @Test
  void a_response_about_others_is_passed_on() throws IOException {
    String event = ABOUT.formatted("postgres-user", "certificate-authority");
    assertThat(answer(event)).isEmpty();
    assertThat(passedOn).isEqualTo(event);
  }

  private String answer(String event) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    handler.handleRequest(new ByteArrayInputStream(event.getBytes(UTF_8)), answer, null);
    return answer.toString(UTF_8);
  }
}
