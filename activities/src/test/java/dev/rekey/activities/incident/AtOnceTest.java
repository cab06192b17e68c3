package dev.rekey.activities.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.inventory.Inventory;
import dev.rekey.activities.testing.Enrolments;
import dev.rekey.activities.testing.LedgerDatabase;
import dev.rekey.model.credential.Tier;
import dev.rekey.model.incident.CompromiseReport;
import dev.rekey.model.incident.IncidentId;
import dev.rekey.model.incident.IncidentReply;
import dev.rekey.model.incident.IncidentRequest;
import dev.rekey.model.incident.ReportSource;
import dev.rekey.model.trigger.Clue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Several channels that report the same credential in the same moment. */
class AtOnceTest {
  private static final int CHANNELS = 6;
  private static final Instant NOW = Instant.parse("2026-11-25T03:00:00Z");

  @AutoClose private final LedgerDatabase database = new LedgerDatabase();
  private final Incidents incidents = new Incidents(database.ledger());

  @Test
  void all_of_them_are_one_incident_which_the_first_opened_and_the_others_joined()
      throws Exception {
    enrol();
    List<IncidentReply.Opened> opened = atOnce("orders");
    assertThat(opened).extracting(IncidentReply.Opened::incident).containsOnly(first(opened));
    assertThat(opened).filteredOn(one -> !one.joined()).hasSize(1);
    assertThat(opened).allMatch(one -> one.report().atRisk().size() == 1);
  }

  @Test
  void what_is_enrolled_while_its_report_is_looked_into_is_taken_into_that_incident_once() {
    IncidentSignals signals = new IncidentSignals(database.ledger());
    IncidentReply.Opened before = open("scanner/1", "orders");
    incidents.run(new IncidentRequest.Heard("scanner/1"));
    assertThat(before.report().atRisk()).isEmpty();
    signals.catchUp();
    assertThat(waiting(signals)).as("nothing is enrolled yet").isEmpty();
    enrol();
    signals.catchUp();
    signals.catchUp();
    assertThat(waiting(signals))
        .singleElement()
        .satisfies(
            late -> {
              assertThat(late.incident()).isEqualTo(before.incident());
              assertThat(late.report().atRisk()).hasSize(1);
              assertThat(late.report().signal()).isNotEqualTo("scanner/1");
            });
    assertThat(open("scanner/2", "orders").incident()).isEqualTo(before.incident());
  }

  @Test
  void what_another_incident_holds_by_then_is_left_to_that_one() {
    IncidentSignals signals = new IncidentSignals(database.ledger());
    IncidentReply.Opened before = open("scanner/1", "orders");
    incidents.run(new IncidentRequest.Heard("scanner/1"));
    enrol();
    IncidentReply.Opened other = open("github/1", "orders");
    incidents.run(new IncidentRequest.Heard("github/1"));
    signals.catchUp();
    assertThat(other.incident()).isNotEqualTo(before.incident());
    assertThat(waiting(signals)).isEmpty();
  }

  /** What its response is still to be told, accepted a while ago. */
  private List<IncidentReply.Opened> waiting(IncidentSignals signals) {
    database.ledger().change("UPDATE rekey.incident_signal SET at = at - interval '1 minute'");
    return signals.unheard(10);
  }

  private void enrol() {
    Enrolments.enrol(
        new Inventory(database.ledger()), Enrolments.record("orders", Tier.HIGH), Instant.now());
  }

  private static IncidentId first(List<IncidentReply.Opened> opened) {
    return opened.getFirst().incident();
  }

  private List<IncidentReply.Opened> atOnce(String secret) throws Exception {
    CyclicBarrier start = new CyclicBarrier(CHANNELS);
    List<Callable<IncidentReply.Opened>> channels =
        IntStream.range(0, CHANNELS)
            .<Callable<IncidentReply.Opened>>mapToObj(
                channel ->
                    () -> {
                      start.await();
                      return open("channel-" + channel + "/1", secret);
                    })
            .toList();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return threads.invokeAll(channels).stream().map(Future::resultNow).toList();
    }
  }

  private IncidentReply.Opened open(String signal, String secret) {
    CompromiseReport report =
        new CompromiseReport(
            signal,
            new ReportSource.Detector(signal),
            "a password was seen",
            Optional.empty(),
            NOW,
            List.of(),
            List.of(new Clue.Secret(secret)),
            Optional.empty());
    return (IncidentReply.Opened) incidents.run(new IncidentRequest.Open(report, Optional.empty()));
  }
}
