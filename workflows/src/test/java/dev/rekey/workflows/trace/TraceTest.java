package dev.rekey.workflows.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceTest {
  private static final Trace TRACE =
      new Trace("5759e988bd862e3fe1be46a994272793", Optional.of("53995c3f42cd8ad8"), true);

  @Test
  void both_ways_to_say_it_mean_the_same() {
    String xray = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";
    assertThat(Trace.ofXray(xray)).contains(TRACE);
    assertThat(Trace.ofTraceparent("00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01"))
        .contains(TRACE);
    assertThat(TRACE.xray()).isEqualTo(xray);
  }

  @ParameterizedTest
  @CsvSource({
    "Root=1-5759e988-bd862e3fe1be46a994272793, Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=0",
    "Self=1-1;Root=1-5759e988-bd862e3fe1be46a994272793;Lineage=a:0,"
        + " Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=0",
    "Sampled=?; Root=1-5759e988-bd862e3fe1be46a994272793;Parent=x,"
        + " Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=0"
  })
  void what_is_not_said_is_left_out(String header, String passedOn) {
    assertThat(Trace.ofXray(header).orElseThrow().xray()).isEqualTo(passedOn);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Root=1-5759e988",
        "Root=1-5759e988-bd862e3fe1be46a994272793\r\nX: y",
        "00-00000000000000000000000000000000-53995c3f42cd8ad8-01",
        "00-5759e988bd862e3fe1be46a994272793-0000000000000000-01",
        "00-5759E988BD862E3FE1BE46A994272793-53995c3f42cd8ad8-01"
      })
  void what_is_no_trace_is_none(String header) {
    assertThat(Trace.ofXray(header)).isEmpty();
    assertThat(Trace.ofTraceparent(header)).isEmpty();
  }
}
