package dev.rekey.console.embedded.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rekey.activities.testing.PostgresServer;
import dev.rekey.console.embedded.away.Pager;
import dev.rekey.console.embedded.temporal.RestartableTemporal;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * S11 on the real Temporal server and a real database: the service is away in the middle of a
 * response, and a responder goes on by hand.
 */
@EnabledIf(
    value = "dev.rekey.console.embedded.temporal.RestartableTemporal#available",
    disabledReason = "no temporal program on the PATH")
@SuppressWarnings("NullAway.Init") // before each
class ServerAwayTest {
  private static final String OUT_OF_BAND = "out-of-band  contain: was so already";

  @TempDir Path folder;

  private final Pager pager = new Pager();
  private RestartableTemporal temporal;
  private ResponderAtWork work;

  @BeforeEach
  void start() {
    temporal = new RestartableTemporal(folder);
    work =
        new ResponderAtWork(
            folder, Map.of("TEMPORAL_ADDRESS", temporal.address(), "REKEY_AWAY_PATIENCE", "3"));
    work.enrol("orders/db", "--group", "orders");
    work.server.rekey(0, pager.asChannel());
  }

  @AfterEach
  void stop() {
    work.close();
    temporal.close();
    pager.close();
  }

  @Test
  void people_are_paged_past_temporal_once_with_the_card_and_told_when_it_is_back()
      throws Exception {
    String incident = work.declare("orders/db", "--mode", "hold");
    work.awaitShown(incident, "waits for an answer: hold");
    temporal.kill();
    await().atMost(Duration.ofMinutes(1)).until(() -> !pager.shown("AWAY").isEmpty());
    JsonNode page = pager.shown("AWAY").getFirst();
    assertThat(page.path("known").asText()).contains(incident);
    assertThat(page.path("next").asText()).contains("docs/respond.md");
    temporal.restart();
    await().atMost(Duration.ofMinutes(2)).until(() -> !pager.shown("BACK").isEmpty());
    assertThat(pager.shown("AWAY")).hasSize(1);
    assertThat(
            work.server.ledger.query(
                "SELECT convert_from(leaf, 'UTF8')::jsonb -> 'data' ->> 'milestone'"
                    + " FROM rekey.evidence_entry WHERE convert_from(leaf, 'UTF8')"
                    + " LIKE '%\"id\":\"notice/AWAY-%notice.delivered%' ORDER BY 1"))
        .containsExactly("AWAY", "BACK");
    work.act(incident, "mode", "--about", "revoke-first");
    work.awaitShown(incident, "replaced by version");
  }

  @Test
  void what_a_responder_did_meanwhile_is_recognised_marked_and_not_done_twice() throws Exception {
    String incident = work.declare("orders/db", "--mode", "hold");
    work.awaitShown(incident, "waits for an answer: hold");
    temporal.kill();
    refuseByHand();
    Instant at = Instant.now();
    temporal.restart();
    work.act(incident, "by-hand", "--about", "orders/db", "--at", at.toString());
    work.act(incident, "mode", "--about", "revoke-first");
    String shown = work.awaitShown(incident, "replaced by version");
    assertThat(shown).contains(OUT_OF_BAND + " when the response came to it: by hand at " + at);
    replacedOnce(shown);
    assertThat(work.server.rekey(0, "incident", "report", incident))
        .contains("| contain | out-of-band |", "not Rekey's work alone");
    assertThat(
            work.server.ledger.query(
                "SELECT count(*) FROM rekey.evidence_entry"
                    + " WHERE convert_from(leaf, 'UTF8') LIKE '%\"by\":\"out-of-band\"%'"))
        .containsExactly("1");
  }

  @Test
  void between_a_call_that_failed_and_its_repetition_nobody_claims_what_a_hand_may_have_done()
      throws Exception {
    String incident;
    try (Connection admin = work.target.connect("postgres", PostgresServer.PASSWORD)) {
      admin.setAutoCommit(false);
      admin.createStatement().execute("ALTER ROLE orders_a CONNECTION LIMIT 9");
      incident = work.declare("orders/db");
      work.awaitShown(incident, "contain: ");
      temporal.kill();
      admin.rollback();
    }
    refuseByHand();
    temporal.restart();
    assertThat(work.awaitShown(incident, "replaced by version"))
        .contains("contain: was so already: by an earlier call")
        .doesNotContain("out-of-band");
    work.act(incident, "by-hand", "--about", "orders/db", "--at", Instant.now().toString());
    String shown = work.awaitShown(incident, OUT_OF_BAND);
    replacedOnce(shown);
  }

  /** As the card says it. */
  private void refuseByHand() {
    work.target.sql(
        "ALTER ROLE orders_a NOLOGIN",
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'orders_a'");
  }

  private void replacedOnce(String shown) {
    assertThat(shown.split("replaced by version", -1)).as("replacements").hasSize(2);
    assertThat(work.server.values("orders/db")).as("versions").hasSize(2);
    assertThat(work.target.query("SELECT rolname FROM pg_roles WHERE rolname LIKE 'orders\\_%'"))
        .containsExactlyInAnyOrder("orders_a", "orders_b");
    assertThat(shown.split("told about: declared", -1)).as("notices").hasSizeLessThanOrEqualTo(2);
  }
}
