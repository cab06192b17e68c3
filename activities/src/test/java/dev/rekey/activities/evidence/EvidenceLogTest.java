package dev.rekey.activities.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.testing.LedgerDatabase;
import dev.rekey.model.evidence.EvidenceEntry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvidenceLogTest {
  private static final Instant NOW = Instant.parse("2026-11-25T03:00:00Z");

  private final LedgerDatabase database = new LedgerDatabase();
  private final EvidenceLog log = new EvidenceLog(database.ledger());

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void an_entry_is_kept_as_a_cloud_event_in_canonical_json() {
    log.append(List.of(entry("a", Map.of("z", 1, "b", List.of("x")))));
    assertThat(leaves())
        .containsExactly(
            "{\"data\":{\"b\":[\"x\"],\"z\":1},\"datacontenttype\":\"application/json\","
                + "\"id\":\"a\",\"source\":\"rekey/test\",\"specversion\":\"1.0\","
                + "\"subject\":\"orders/db\",\"time\":\"2026-11-25T03:00:00Z\","
                + "\"type\":\"dev.rekey.test\"}");
  }

  @Test
  void what_is_told_twice_is_one_entry_and_the_first_telling_stays() {
    log.append(List.of(entry("a", Map.of("n", 1)), entry("a", Map.of("n", 2))));
    log.append(List.of(entry("a", Map.of("n", 3)), entry("b", Map.of("n", 4))));
    assertThat(leaves()).hasSize(2);
    assertThat(leaves().getFirst()).contains("\"n\":1");
    assertThat(count("evidence_waiting")).isEqualTo(2);
  }

  @Test
  void what_is_told_within_a_transaction_goes_with_it() {
    assertThatThrownBy(
            () ->
                database
                    .ledger()
                    .together(
                        () -> {
                          log.append(List.of(entry("a", Map.of())));
                          throw new IllegalStateException("half way");
                        }))
        .hasMessage("half way");
    assertThat(leaves()).isEmpty();
  }

  @Test
  void what_is_larger_than_a_leaf_is_refused_and_what_just_fits_is_kept() {
    int envelope = Leaf.of(entry("a", Map.of("x", ""))).length();
    String fits = "x".repeat(65_535 - envelope);
    log.append(List.of(entry("a", Map.of("x", fits))));
    assertThat(leaves().getFirst()).hasSize(65_535);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> log.append(List.of(entry("b", Map.of("x", fits + "x")))))
        .withMessageContaining("keep the hash");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UPDATE %s SET id = 'b'", "DELETE FROM %s", "TRUNCATE %s CASCADE"})
  void the_ledger_refuses_to_change_or_forget_an_entry(String change) {
    log.append(List.of(entry("a", Map.of())));
    assertThatThrownBy(() -> database.ledger().change(change.formatted("rekey.evidence_entry")))
        .isInstanceOf(StepFailedException.class)
        .hasMessageContaining("23001");
    assertThat(leaves()).hasSize(1);
  }

  private static EvidenceEntry entry(String id, Map<String, Object> data) {
    return new EvidenceEntry(id, "rekey/test", "dev.rekey.test", "orders/db", NOW, data);
  }

  private List<String> leaves() {
    return database
        .ledger()
        .all(
            "SELECT leaf FROM rekey.evidence_entry ORDER BY place",
            row -> new String(row.maybeBytes("leaf").orElseThrow(), StandardCharsets.UTF_8));
  }

  private int count(String table) {
    return database
        .ledger()
        .first("SELECT count(*) AS n FROM rekey." + table, row -> row.number("n"))
        .orElseThrow();
  }
}
