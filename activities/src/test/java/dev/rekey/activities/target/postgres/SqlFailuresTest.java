package dev.rekey.activities.target.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.model.FailureCode;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

class SqlFailuresTest {
  @ParameterizedTest
  @CsvSource({
    "08000,TARGET_UNAVAILABLE",
    "08001,TARGET_UNAVAILABLE",
    "08006,TARGET_UNAVAILABLE",
    "53100,TARGET_UNAVAILABLE",
    "53200,TARGET_UNAVAILABLE",
    "53300,THROTTLED",
    "57014,TARGET_UNAVAILABLE",
    "57P01,TARGET_UNAVAILABLE",
    "57P03,TARGET_UNAVAILABLE",
    "58030,TARGET_UNAVAILABLE",
    "25006,TARGET_UNAVAILABLE",
    "40001,TARGET_UNAVAILABLE",
    "40P01,TARGET_UNAVAILABLE",
    "55P03,TARGET_UNAVAILABLE",
    "42710,TARGET_UNAVAILABLE",
    "23505,TARGET_UNAVAILABLE",
    "42501,PERMISSION_DENIED",
    "42704,NOT_FOUND",
    "3D000,NOT_FOUND",
    "28000,ROTATOR_REJECTED",
    "28P01,ROTATOR_REJECTED",
    "42601,UNEXPECTED",
    "XX000,UNEXPECTED",
    ",TARGET_UNAVAILABLE"
  })
  void each_state_has_its_class(String state, FailureCode code) {
    assertThat(SqlFailures.code(new SQLException("a message", state))).isEqualTo(code);
  }

  @Test
  void two_writers_of_one_role_are_tried_again() {
    ServerErrorMessage message =
        new ServerErrorMessage(
            "SERROR\0CXX000\0Mtuple concurrently updated\0Rsimple_heap_update\0");
    assertThat(SqlFailures.code(new PSQLException(message)))
        .isEqualTo(FailureCode.TARGET_UNAVAILABLE);
  }

  /** F12: a policy of the server that dislikes the value. */
  @ParameterizedTest
  @ValueSource(strings = {"22023", "28P01", "0A000", "P0001"})
  void f12_a_value_that_the_server_dislikes_is_rejected(String state) {
    assertThat(SqlFailures.ofValue(new SQLException("a message", state), "db").code())
        .isEqualTo(FailureCode.VALUE_REJECTED);
  }

  @Test
  void nothing_of_the_drivers_message_passes() {
    SQLException failure = new SQLException("ALTER ROLE x PASSWORD 'secret'", "42601");
    assertThat(SqlFailures.of(failure, "db:5432/orders").reason())
        .doesNotContain("secret")
        .contains("db:5432/orders", "42601");
    assertThat(SqlFailures.of(failure, "db").getCause()).isNull();
  }
}
