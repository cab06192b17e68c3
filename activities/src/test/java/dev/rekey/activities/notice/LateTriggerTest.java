package dev.rekey.activities.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.testing.LedgerDatabase;
import dev.rekey.model.notice.Audience;
import dev.rekey.model.notice.Notice;
import dev.rekey.model.notice.NoticeOutcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** An alert in PagerDuty that was resolved stays so: it would wake people for what is over. */
class LateTriggerTest {
  private static final Notice FIRST = Office.notice("n/1", Audience.ON_CALL);
  private static final Notice CLOSED = Office.closing("n/2");

  @AutoClose private final LedgerDatabase database = new LedgerDatabase();

  @AutoClose
  private final HttpReceiver pagerDuty =
      new HttpReceiver(call -> new HttpReceiver.Answer(202, "{\"status\": \"success\"}"));

  private final Office office = new Office(database.ledger());

  @Test
  void a_trigger_that_is_tried_again_after_the_resolve_is_not_sent() {
    office.addPagerDuty("duty", pagerDuty);
    pagerDuty.mood(Mood.BUSY);
    office.failed(FIRST);
    pagerDuty.mood(Mood.TAKING);
    office.handled(CLOSED);
    office.pass(Duration.ofSeconds(10));
    assertThat(office.handled(FIRST).receipts().getFirst().outcome())
        .isEqualTo(new NoticeOutcome.LeftOut("the alert was resolved before"));
    assertThat(actions()).containsExactly("trigger", "resolve");
  }

  @Test
  void a_resolve_does_not_overtake_a_trigger_that_is_on_its_way() {
    office.addPagerDuty("duty", pagerDuty);
    assertThat(office.begin(FIRST)).isInstanceOf(Stand.Ours.class); // and hangs
    office.failed(CLOSED);
    assertThat(actions()).isEmpty();
    office.pass(Duration.ofMinutes(2));
    office.handled(FIRST);
    office.handled(CLOSED);
    assertThat(actions()).containsExactly("trigger", "resolve");
  }

  @Test
  void what_is_no_alert_is_told_late_rather_than_never() {
    office.add("hook", pagerDuty, Audience.ON_CALL, "ann");
    pagerDuty.mood(Mood.BUSY);
    office.failed(FIRST);
    pagerDuty.mood(Mood.TAKING);
    office.handled(CLOSED);
    office.pass(Duration.ofSeconds(10));
    assertThat(office.handled(FIRST).receipts().getFirst().outcome())
        .isInstanceOf(NoticeOutcome.Delivered.class);
  }

  private List<String> actions() {
    return pagerDuty.calls().stream()
        .map(call -> call.json().path("event_action").asText())
        .toList();
  }
}
