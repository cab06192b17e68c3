package dev.rekey.activities.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.incident.IncidentSignals;
import dev.rekey.activities.testing.Enrolments;
import dev.rekey.activities.testing.LedgerDatabase;
import dev.rekey.model.credential.Tier;
import dev.rekey.model.incident.AtRisk;
import dev.rekey.model.incident.CompromiseReport;
import dev.rekey.model.incident.IncidentId;
import dev.rekey.model.incident.IncidentRequest;
import dev.rekey.model.incident.ReportSource;
import dev.rekey.model.trigger.Clue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One password that was given to two, and one credential that two report. */
class SharedValueTest {
  @AutoClose private final LedgerDatabase database = new LedgerDatabase();
  private final AtRiskCredentials credentials = new AtRiskCredentials(database.ledger());

  @BeforeEach
  void three_credentials() {
    Inventory inventory = new Inventory(database.ledger());
    for (String name : List.of("orders", "reports", "payroll")) {
      Enrolments.enrol(inventory, Enrolments.record(name, Tier.HIGH), Instant.now());
    }
  }

  @Test
  void whoever_has_the_same_password_in_use_is_in_other_hands_too() {
    has("orders", "shared");
    has("reports", "shared");
    has("payroll", "another");
    assertThat(atRisk("orders")).containsExactly("orders", "reports");
    assertThat(atRisk("payroll")).containsExactly("payroll");
  }

  @Test
  void who_only_had_it_once_is_not() {
    had("reports", "shared");
    has("reports", "newer");
    has("orders", "shared");
    assertThat(atRisk("orders")).containsExactly("orders");
    assertThat(atRisk("reports")).as("for it had what the other one has").hasSize(2);
  }

  @Test
  void detectors_that_report_it_in_the_same_second_under_many_names_open_one_incident()
      throws Exception {
    IncidentSignals signals = new IncidentSignals(database.ledger());
    List<Callable<IncidentId>> all =
        IntStream.range(0, 6)
            .<Callable<IncidentId>>mapToObj(i -> () -> opened(signals, "detector-" + i))
            .toList();
    try (ExecutorService atOnce = Executors.newFixedThreadPool(6)) {
      List<Future<IncidentId>> incidents = atOnce.invokeAll(all);
      assertThat(incidents.stream().map(Future::resultNow).distinct()).hasSize(1);
    }
  }

  private static IncidentId opened(IncidentSignals signals, String source) {
    CompromiseReport report =
        new CompromiseReport(
            source + "/1",
            new ReportSource.Detector(source),
            "leaked",
            Optional.empty(),
            Instant.now(),
            List.of(),
            List.of(new Clue.Secret("orders")),
            Optional.empty());
    return signals.open(new IncidentRequest.Open(report, Optional.empty())).incident();
  }

  private List<String> atRisk(String secret) {
    return credentials.of(List.of(new Clue.Secret(secret))).stream()
        .map(AtRisk::secret)
        .map(one -> one.value())
        .toList();
  }

  private void has(String secret, String value) {
    version(secret, "(SELECT version FROM rekey.credential WHERE secret = ?)", value);
  }

  private void had(String secret, String value) {
    version(secret, "'old-' || ?", value);
  }

  private void version(String secret, String version, String value) {
    database
        .ledger()
        .change("INSERT INTO secret_store.secret (id) VALUES (?) ON CONFLICT DO NOTHING", secret);
    database
        .ledger()
        .change(
            "INSERT INTO secret_store.version (secret, version, identity, ciphertext, fingerprint)"
                + " VALUES (?, "
                + version
                + ", 'somebody', decode('00', 'hex'), ?)",
            secret,
            secret,
            value);
  }
}
