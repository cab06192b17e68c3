package dev.rekey.activities.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.testing.LedgerDatabase;
import dev.rekey.model.FailureCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

class LedgerTest {
  private final LedgerDatabase database = new LedgerDatabase();
  private final Ledger ledger = database.ledger();

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void opening_twice_changes_nothing() {
    Ledger again = Ledger.open(database.source());
    assertThat(again.all("SELECT 1 AS one", row -> row.number("one"))).containsExactly(1);
  }

  @Test
  void a_ledger_of_a_newer_rekey_is_refused() {
    ledger.change(
        "INSERT INTO rekey.flyway_schema_history (installed_rank, version, description, type,"
            + " script, installed_by, execution_time, success)"
            + " VALUES (1000, '1000', 'future', 'SQL', 'V1000__future.sql', 'future', 1, true)");
    refused(() -> Ledger.open(database.source()), "newer Rekey");
  }

  @Test
  void a_server_that_is_not_there_is_one_sentence_without_the_driver_s_words() {
    PGSimpleDataSource nowhere = new PGSimpleDataSource();
    nowhere.setUrl("jdbc:postgresql://127.0.0.1:1/nowhere?user=u&password=planted-password");
    refused(() -> Ledger.open(nowhere), "could not be brought up to date");
  }

  @Test
  void the_driver_s_message_never_passes() {
    assertThatThrownBy(() -> ledger.all("SELECT 'planted-value'::int AS n", row -> row.number("n")))
        .isInstanceOf(StepFailedException.class)
        .hasMessage("The ledger does not answer (SQLSTATE 22P02)")
        .hasNoCause();
  }

  @Test
  void a_full_disk_is_called_so() {
    refused(
        () -> ledger.change("DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '53100'; END $$"),
        "The ledger's disk is full");
  }

  @Test
  void the_store_s_failures_carry_the_store_s_code() {
    Ledger store = ledger.failingWith(FailureCode.STORE_UNAVAILABLE);
    assertThatThrownBy(() -> store.change("SELECT nonsense"))
        .isInstanceOfSatisfying(
            StepFailedException.class,
            e -> assertThat(e.code()).isEqualTo(FailureCode.STORE_UNAVAILABLE))
        .hasMessageStartingWith("The secret store");
  }

  @Test
  void work_that_fails_half_way_leaves_nothing_and_the_connection_usable() {
    assertThatThrownBy(
            () ->
                ledger.together(
                    () -> {
                      ledger.change("INSERT INTO rekey.breach VALUES ('a', now(), now())");
                      throw new IllegalStateException("half way");
                    }))
        .hasMessage("half way");
    assertThat(breaches()).isZero();
    ledger.change("INSERT INTO rekey.breach VALUES ('a', now(), now())");
    assertThat(breaches()).isOne();
  }

  @Test
  void a_taken_name_is_an_answer_and_no_failure() {
    String sql = "INSERT INTO rekey.breach VALUES (?, '2026-11-23', now())";
    assertThat(ledger.add(sql, "a")).isTrue();
    assertThat(ledger.add(sql, "a")).isFalse();
    assertThat(breaches()).isOne();
  }

  private int breaches() {
    return ledger
        .first("SELECT count(*) AS n FROM rekey.breach", row -> row.number("n"))
        .orElseThrow();
  }

  private static void refused(Runnable call, String why) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            StepFailedException.class,
            e -> assertThat(e.code()).isEqualTo(FailureCode.LEDGER_UNAVAILABLE))
        .hasMessageContaining(why)
        .hasMessageNotContaining("planted")
        .hasNoCause();
  }
}
