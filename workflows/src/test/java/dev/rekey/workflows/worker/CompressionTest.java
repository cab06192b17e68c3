package dev.rekey.workflows.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.Payloads;
import io.temporal.common.converter.DataConverter;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CompressionTest {
  private final DataConverter converter = Wire.converter();

  @Test
  void what_is_large_and_alike_takes_a_tenth_and_comes_back_as_it_was() {
    String large = "a credential like all the others; ".repeat(5_000);
    Payloads payloads = converter.toPayloads(large).orElseThrow();
    assertThat(payloads.getSerializedSize()).isLessThan(large.length() / 10);
    assertThat(converter.fromPayloads(0, Optional.of(payloads), String.class, String.class))
        .isEqualTo(large);
  }

  @Test
  void what_a_rotation_has_stays_readable_in_the_tools_of_temporal() {
    Payload payload = converter.toPayload("x".repeat(5_000)).orElseThrow();
    assertThat(payload.getData().toStringUtf8()).contains("xxxx");
  }
}
