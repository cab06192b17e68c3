package dev.rekey.console.embedded.away;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.incident.IncidentSignals;
import dev.rekey.activities.incident.Outages;
import dev.rekey.activities.testing.LedgerDatabase;
import dev.rekey.model.incident.CompromiseReport;
import dev.rekey.model.incident.IncidentId;
import dev.rekey.model.incident.IncidentRequest;
import dev.rekey.model.incident.ReportSource;
import dev.rekey.model.notice.Notice;
import dev.rekey.model.notice.NoticeReceipt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AwayWatchTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final LedgerDatabase database = new LedgerDatabase();
  private final IncidentSignals signals = new IncidentSignals(database.ledger());
  private final List<Notice> told = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-25T03:00:00Z");
  private boolean answers = true;
  private boolean officeOpen = true;
  private AwayWatch watch = started();

  private AwayWatch started() {
    return new AwayWatch(
        () -> answers,
        new Outages(database.ledger()),
        this::tell,
        new AwaySettings(PATIENCE, "the red folder"),
        () -> now);
  }

  private List<NoticeReceipt> tell(Notice notice) {
    if (!officeOpen) {
      throw new IllegalStateException("planted");
    }
    told.add(notice);
    return List.of();
  }

  @BeforeEach
  void look_once_while_all_is_well() {
    watch.look();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void without_an_incident_nobody_is_woken_because_temporal_is_away() {
    answers = false;
    passing(PATIENCE.multipliedBy(3));
    assertThat(told).isEmpty();
  }

  @Test
  void an_open_incident_is_paged_about_once_with_the_card_and_once_when_it_goes_on() {
    IncidentId incident = heard("siem/1");
    answers = false;
    passing(PATIENCE.minusSeconds(4));
    assertThat(told).isEmpty();
    passing(PATIENCE.multipliedBy(5));
    assertThat(milestones()).containsExactly("AWAY");
    assertThat(told.getFirst().next()).contains("the red folder");
    assertThat(told.getFirst().known()).contains(incident.value());
    answers = true;
    passing(PATIENCE.multipliedBy(5));
    assertThat(milestones()).containsExactly("AWAY", "BACK");
    assertThat(told.getFirst().incident()).isEqualTo(told.getLast().incident());
  }

  @Test
  void a_blink_wakes_nobody_and_a_moment_of_life_is_not_its_return() {
    heard("siem/1");
    answers = false;
    passing(PATIENCE.minusSeconds(4));
    answers = true;
    passing(Duration.ofSeconds(2));
    answers = false;
    passing(PATIENCE.minusSeconds(4));
    assertThat(told).isEmpty();
    passing(PATIENCE);
    answers = true;
    passing(PATIENCE.minusSeconds(4));
    answers = false;
    passing(PATIENCE.multipliedBy(2));
    assertThat(milestones()).containsExactly("AWAY");
  }

  @Test
  void who_starts_anew_in_the_middle_of_an_outage_pages_nobody_again_and_tells_its_end() {
    heard("siem/1");
    answers = false;
    passing(PATIENCE.multipliedBy(2));
    watch = started();
    passing(PATIENCE.multipliedBy(2));
    assertThat(milestones()).containsExactly("AWAY");
    answers = true;
    watch = started();
    passing(PATIENCE.multipliedBy(2));
    assertThat(milestones()).containsExactly("AWAY", "BACK");
  }

  @Test
  void what_the_channels_did_not_take_is_sent_again_as_the_same_notice() {
    heard("siem/1");
    answers = false;
    officeOpen = false;
    passing(PATIENCE.multipliedBy(2));
    officeOpen = true;
    watch = started();
    passing(PATIENCE.multipliedBy(2));
    assertThat(told).hasSize(1);
    assertThat(told.getFirst().known()).contains("Since 2026-11-25T03:00:0");
  }

  @Test
  void a_signal_that_no_response_hears_is_paged_about_although_temporal_answers() {
    accepted("siem/1");
    database
        .ledger()
        .change("UPDATE rekey.incident_signal SET at = clock_timestamp() - interval '1 minute'");
    passing(Duration.ofSeconds(2));
    assertThat(milestones()).containsExactly("AWAY");
    assertThat(told.getFirst().title()).isEqualTo("A response cannot begin");
    passing(PATIENCE.multipliedBy(2));
    assertThat(milestones()).containsExactly("AWAY");
    signals.heard("siem/1");
    passing(Duration.ofSeconds(2));
    assertThat(milestones()).containsExactly("AWAY", "BACK");
  }

  @Test
  void no_channel_that_a_suspect_of_an_open_incident_reads_is_used() {
    IncidentId incident = heard("siem/1");
    database
        .ledger()
        .change(
            "UPDATE rekey.incident SET standing = '{\"suspects\": [\"mallory\"]}' WHERE id = ?",
            incident.value());
    answers = false;
    passing(PATIENCE.multipliedBy(2));
    assertThat(told.getFirst().excluded()).containsExactly("mallory");
  }

  @Test
  void an_incident_that_is_closed_waits_for_nothing() {
    IncidentId incident = heard("siem/1");
    database
        .ledger()
        .change("UPDATE rekey.incident SET state = 'CLOSED' WHERE id = ?", incident.value());
    answers = false;
    passing(PATIENCE.multipliedBy(2));
    assertThat(told).isEmpty();
  }

  private void passing(Duration time) {
    Instant end = now.plus(time);
    while (now.isBefore(end)) {
      now = now.plusSeconds(2);
      watch.look();
    }
  }

  private IncidentId accepted(String signal) {
    return signals
        .open(
            new IncidentRequest.Open(
                new CompromiseReport(
                    signal,
                    new ReportSource.Detector("siem"),
                    "leaked",
                    Optional.empty(),
                    now,
                    List.of(),
                    List.of(),
                    Optional.empty()),
                Optional.empty()))
        .incident();
  }

  private IncidentId heard(String signal) {
    IncidentId incident = accepted(signal);
    signals.heard(signal);
    return incident;
  }

  private List<String> milestones() {
    return told.stream().map(Notice::milestone).toList();
  }
}
