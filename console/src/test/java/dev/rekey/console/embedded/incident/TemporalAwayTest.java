package dev.rekey.console.embedded.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rekey.activities.incident.IncidentSignals;
import dev.rekey.activities.testing.LedgerDatabase;
import dev.rekey.model.incident.CompromiseReport;
import dev.rekey.model.incident.IncidentId;
import dev.rekey.model.incident.IncidentOrder;
import dev.rekey.model.incident.IncidentReply.Opened;
import dev.rekey.model.incident.ReportSource;
import dev.rekey.workflows.response.ResponseWorkflow;
import dev.rekey.workflows.worker.TemporalConnection;
import dev.rekey.workflows.worker.Wire;
import io.temporal.client.WorkflowClient;
import io.temporal.testserver.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was accepted while Temporal was away has a response once it is back. */
@SuppressWarnings("NullAway.Init") // before each
class TemporalAwayTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final LedgerDatabase database = new LedgerDatabase();
  private final IncidentSignals signals = new IncidentSignals(database.ledger());
  private int port;
  private WorkflowClient client;
  private TemporalIncidents incidents;

  @BeforeEach
  void nobody_answers_there() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    client = TemporalConnection.plain("127.0.0.1:" + port).connect(Duration.ofSeconds(1));
    incidents = new TemporalIncidents(database.ledger(), client);
  }

  @AfterEach
  void stop() {
    incidents.close();
    client.getWorkflowServiceStubs().shutdownNow();
    database.close();
  }

  @Test
  void an_outage_before_and_one_in_between_lose_nothing() throws IOException {
    IncidentId first = accepted("siem/1");
    assertThat(heard()).isEmpty();
    try (TestServer.PortBoundTestServer back = TestServer.createPortBoundServer(port)) {
      assertThat(back).isNotNull();
      await().atMost(PATIENCE).until(() -> heard().equals(List.of("siem/1")));
      assertThat(order(first).report().signal()).isEqualTo("siem/1");
    }
    IncidentId second = accepted("siem/2");
    assertThat(heard()).containsExactly("siem/1");
    try (TestServer.PortBoundTestServer again = TestServer.createPortBoundServer(port)) {
      assertThat(again).isNotNull();
      await().atMost(PATIENCE).until(() -> heard().equals(List.of("siem/1", "siem/2")));
      assertThat(order(second).report().signal()).isEqualTo("siem/2");
    }
  }

  @Test
  void a_server_that_dies_after_its_answer_leaves_it_to_the_next_one() throws IOException {
    IncidentId incident = accepted("siem/1");
    incidents.close();
    try (TestServer.PortBoundTestServer back = TestServer.createPortBoundServer(port)) {
      assertThat(back).isNotNull();
      incidents = new TemporalIncidents(database.ledger(), client);
      await().atMost(PATIENCE).until(() -> heard().equals(List.of("siem/1")));
      assertThat(order(incident).id()).isEqualTo(incident);
      assertThat(signals.unheard(10)).isEmpty();
    }
  }

  /** As the door does it for a message that is signed. */
  private IncidentId accepted(String signal) {
    Opened opened =
        incidents.report(
            new CompromiseReport(
                signal,
                new ReportSource.Detector("siem"),
                "leaked",
                Optional.empty(),
                Instant.now(),
                List.of(),
                List.of(),
                Optional.empty()));
    assertThat(opened.heard()).isFalse();
    return opened.incident();
  }

  private List<String> heard() {
    return database
        .ledger()
        .all(
            "SELECT signal FROM rekey.incident_signal WHERE heard_at IS NOT NULL ORDER BY signal",
            row -> row.text("signal"));
  }

  /** What the response was started with. */
  private IncidentOrder order(IncidentId incident) {
    return Wire.converter()
        .fromPayload(
            client
                .fetchHistory(ResponseWorkflow.id(incident))
                .getEvents()
                .getFirst()
                .getWorkflowExecutionStartedEventAttributes()
                .getInput()
                .getPayloads(0),
            IncidentOrder.class,
            IncidentOrder.class);
  }
}
