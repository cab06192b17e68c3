package dev.rekey.activities.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.testing.LedgerDatabase;
import dev.rekey.model.FailureCode;
import java.util.HashSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LedgerVersionTest {
  private final LedgerDatabase database = new LedgerDatabase();
  private final Ledger ledger = database.ledger();

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void a_ledger_of_this_version_is_opened_as_it_is() {
    assertThat(Ledger.openAsItIs(database.source())).isNotNull();
    assertThat(LedgerVersion.shipped())
        .isEqualTo(
            new HashSet<>(
                ledger.all(
                    "SELECT version FROM rekey.flyway_schema_history WHERE version IS NOT NULL",
                    row -> row.text("version"))));
  }

  @Test
  void an_empty_database_is_refused_and_stays_empty() {
    ledger.change("DROP SCHEMA rekey CASCADE");
    refused("older than this function");
    assertThat(
            ledger.first(
                "SELECT to_regnamespace('rekey') IS NULL AS absent", row -> row.flag("absent")))
        .contains(true);
  }

  @Test
  void a_ledger_that_lacks_a_migration_is_refused() {
    ledger.change("DELETE FROM rekey.flyway_schema_history WHERE version = '5.1'");
    refused("older than this function");
  }

  @Test
  void a_ledger_of_a_newer_rekey_is_refused() {
    ledger.change(
        "INSERT INTO rekey.flyway_schema_history (installed_rank, version, description, type,"
            + " script, installed_by, execution_time, success)"
            + " VALUES (1000, '1000', 'future', 'SQL', 'V1000__future.sql', 'future', 1, true)");
    refused("newer Rekey");
  }

  private void refused(String sentence) {
    assertThatThrownBy(() -> Ledger.openAsItIs(database.source()))
        .isInstanceOfSatisfying(
            StepFailedException.class,
            refused -> assertThat(refused.code()).isEqualTo(FailureCode.LEDGER_UNAVAILABLE))
        .hasMessageContaining(sentence);
  }
}
