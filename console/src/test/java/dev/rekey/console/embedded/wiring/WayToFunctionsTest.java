package dev.rekey.console.embedded.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.console.embedded.EnvironmentException;
import dev.rekey.workflows.worker.FunctionInvoker;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WayToFunctionsTest {
  private static final FunctionInvoker IN_PROCESS = (function, payload) -> payload;

  @Test
  void without_a_word_the_functions_run_in_process() {
    assertThat(WayToFunctions.of(Map.of()).functions(Map.of(), () -> IN_PROCESS))
        .isSameAs(IN_PROCESS);
  }

  @Test
  void a_way_that_there_is_not_is_refused_by_name() {
    assertThatThrownBy(() -> WayToFunctions.of(Map.of("REKEY_FUNCTIONS", "Lambda")))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("in-process or lambda, not Lambda");
  }
}
