package dev.rekey.activities.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.activities.inventory.Inventory;
import dev.rekey.activities.ledger.Ledger;
import dev.rekey.activities.testing.Enrolments;
import dev.rekey.activities.testing.LedgerDatabase;
import dev.rekey.model.credential.Fingerprint;
import dev.rekey.model.credential.Tier;
import dev.rekey.model.incident.AtRisk;
import dev.rekey.model.incident.CompromiseReport;
import dev.rekey.model.incident.IncidentId;
import dev.rekey.model.incident.IncidentReply.Opened;
import dev.rekey.model.incident.IncidentRequest;
import dev.rekey.model.incident.ReportSource;
import dev.rekey.model.trigger.Clue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is enrolled, or becomes known, after it was reported. */
class EnrolledSinceTest {
  private static final String HASH = "ab".repeat(32);
  private static final String ARN = "arn:aws:secretsmanager:eu-central-1:111122223333:secret:";
  private static final String NOTHING_ELSE = "ANALYZE rekey.credential";

  @AutoClose private final LedgerDatabase database = new LedgerDatabase();
  private final IncidentSignals signals = new IncidentSignals(database.ledger());

  @Test
  void its_report_is_found_behind_any_number_of_older_ones_that_mean_nothing_we_know() {
    IntStream.range(0, 120).forEach(i -> open("older/" + i, secret("unknown-" + i)));
    IncidentId incident = open("scanner/1", secret("orders")).incident();
    enrol("orders");
    signals.catchUp();
    assertThat(late())
        .singleElement()
        .returns(incident, Opened::incident)
        .satisfies(one -> assertThat(names(one)).containsExactly("orders"));
  }

  @Test
  void a_report_that_cannot_be_read_keeps_no_other_from_its_turn() {
    open("broken/1", secret("payroll"));
    open("scanner/1", secret("orders"));
    database
        .ledger()
        .change("UPDATE rekey.incident_signal SET report = '{}' WHERE signal = 'broken/1'");
    enrol("payroll");
    enrol("orders");
    assertThatThrownBy(signals::catchUp).isInstanceOf(RuntimeException.class);
    assertThat(late())
        .singleElement()
        .satisfies(one -> assertThat(names(one)).containsExactly("orders"));
  }

  @Test
  void of_a_report_that_names_several_each_is_taken_in_when_it_is_enrolled() {
    enrol("orders");
    open("scanner/1", secret("orders"), secret("payroll"), secret("reports"));
    signals.catchUp();
    assertThat(late()).isEmpty();
    for (String next : List.of("payroll", "reports")) {
      enrol(next);
      signals.catchUp();
      signals.catchUp();
      assertThat(late())
          .singleElement()
          .satisfies(one -> assertThat(names(one)).isEqualTo(List.of(next)));
      late().forEach(one -> signals.heard(one.report().signal()));
    }
  }

  static Stream<Arguments> words() {
    return Stream.of(
        Arguments.of(secret("orders"), NOTHING_ELSE),
        Arguments.of(secret(ARN + "orders-a1B2c3"), NOTHING_ELSE),
        Arguments.of(
            new Clue.AccessKey("AKIAORDERS"),
            "INSERT INTO rekey.access_key VALUES ('AKIAORDERS', 'orders')"),
        Arguments.of(
            new Clue.Principal("111122223333", "role/deploy"),
            "INSERT INTO rekey.credential_identity VALUES"
                + " ('iam:111122223333', 'arn:aws:iam::111122223333:role/ci/deploy', 'orders')"),
        Arguments.of(
            new Clue.Value(new Fingerprint(HASH)),
            "INSERT INTO secret_store.known_version (secret, version, fingerprint) VALUES ('orders', 'v', '"
                + HASH
                + "')"),
        Arguments.of(new Clue.Certificate("00:0F:0A"), certificate("k", "f", "f0a")),
        Arguments.of(new Clue.Certificate("SPKI-0A"), certificate("0a", "f", "1")),
        Arguments.of(new Clue.Certificate("0B"), certificate("k", "0b", "1")));
  }

  @ParameterizedTest
  @MethodSource("words")
  void whatever_the_report_calls_it_by(Clue clue, String becomesKnown) {
    open("scanner/1", clue);
    signals.catchUp();
    enrol("orders");
    database.ledger().change(becomesKnown);
    signals.catchUp();
    assertThat(late())
        .singleElement()
        .satisfies(one -> assertThat(names(one)).containsExactly("orders"));
  }

  @Test
  void an_authority_that_becomes_known_is_taken_in_too() {
    open("scanner/1", secret("authority/house"));
    signals.catchUp();
    database
        .ledger()
        .change(
            "INSERT INTO rekey.authority (name, owner, known_at) VALUES ('house', 'ann', now())");
    signals.catchUp();
    assertThat(late())
        .singleElement()
        .satisfies(one -> assertThat(names(one)).containsExactly("authority/house"));
  }

  @Test
  void what_was_left_to_another_incident_is_not_taken_from_it_when_that_one_ends() {
    open("scanner/1", secret("orders"));
    enrol("orders");
    IncidentId other = open("github/1", secret("orders")).incident();
    signals.catchUp();
    database.ledger().change("UPDATE rekey.incident_credential SET released_at = now()");
    database
        .ledger()
        .change("UPDATE rekey.incident SET state = 'CLOSED' WHERE id = ?", other.value());
    signals.catchUp();
    assertThat(late()).isEmpty();
  }

  @Test
  void what_is_over_takes_nothing_in() {
    open("scanner/1", secret("orders"));
    database.ledger().change("UPDATE rekey.incident SET state = 'DISMISSED'");
    enrol("orders");
    signals.catchUp();
    assertThat(late()).isEmpty();
    assertThat(
            database.ledger().all("SELECT word FROM rekey.reported_word", row -> row.text("word")))
        .as("nor does it cost the next look anything")
        .isEmpty();
  }

  @Test
  void a_ledger_of_before_has_its_reports_found_and_what_they_held_is_no_news() {
    enrol("orders");
    open("scanner/1", secret("orders"), secret("payroll"));
    open("scanner/2", secret("reports"));
    asOfBefore();
    signals.catchUp();
    assertThat(late()).isEmpty();
    enrol("payroll");
    enrol("reports");
    signals.catchUp();
    assertThat(late().stream().flatMap(one -> names(one).stream()))
        .containsExactlyInAnyOrder("payroll", "reports");
  }

  private void asOfBefore() {
    Ledger ledger = database.ledger();
    ledger.change("DROP TABLE rekey.reported_word, rekey.reported_credential");
    ledger.change("DROP VIEW rekey.known_word");
    ledger.change("DROP FUNCTION rekey.words_of");
    ledger.change(
        "DROP INDEX rekey.incident_signal_of, rekey.incident_open, rekey.credential_identity_word,"
            + " rekey.certificate_key_word, rekey.certificate_fingerprint_word,"
            + " rekey.certificate_serial");
    ledger.change("DELETE FROM rekey.flyway_schema_history WHERE version = '32'");
    Ledger.open(database.source());
  }

  private static Clue secret(String name) {
    return new Clue.Secret(name);
  }

  private static String certificate(String key, String fingerprint, String serial) {
    return "INSERT INTO rekey.certificate SELECT 'orders', 'v', '%s', '%s', '%s', t, t, t, t FROM now() t"
        .formatted(key, fingerprint, serial);
  }

  private static List<String> names(Opened one) {
    return one.report().atRisk().stream().map(AtRisk::secret).map(it -> it.value()).toList();
  }

  /** What responses are still to be told of what was enrolled. */
  private List<Opened> late() {
    database.ledger().change("UPDATE rekey.incident_signal SET at = at - interval '1 minute'");
    return signals.unheard(10);
  }

  private void enrol(String name) {
    Enrolments.enrol(
        new Inventory(database.ledger()), Enrolments.record(name, Tier.HIGH), Instant.now());
  }

  private Opened open(String signal, Clue... clues) {
    CompromiseReport report =
        new CompromiseReport(
            signal,
            new ReportSource.Detector("scanner"),
            "leaked",
            Optional.empty(),
            Instant.now(),
            List.of(),
            List.of(clues),
            Optional.empty());
    Opened opened = signals.open(new IncidentRequest.Open(report, Optional.empty()));
    signals.heard(signal);
    return opened;
  }
}
