package dev.rekey.activities.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.testing.LedgerDatabase;
import dev.rekey.activities.testing.SecretScan;
import dev.rekey.model.FailureCode;
import dev.rekey.model.notice.Audience;
import dev.rekey.model.notice.ChannelName;
import dev.rekey.model.notice.Notice;
import dev.rekey.model.notice.NoticeId;
import dev.rekey.model.notice.NoticeOutcome;
import dev.rekey.model.notice.NoticeReply;
import dev.rekey.model.notice.NoticeRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Notices through a real ledger, to receivers that are in one mood or another. */
class NoticeStepsTest {
  private static final Notice FIRST = Office.notice("n/1", Audience.ON_CALL);

  @AutoClose private final LedgerDatabase database = new LedgerDatabase();
  private final HttpReceiver one = new HttpReceiver(call -> new HttpReceiver.Answer(204, ""));
  private final HttpReceiver other = new HttpReceiver(call -> new HttpReceiver.Answer(204, ""));
  private final Office office = new Office(database.ledger());

  @AfterEach
  void stop() {
    one.close();
    other.close();
  }

  @Test
  void each_channel_gets_a_notice_once_however_often_it_is_asked_for() {
    office.add("one", one, Audience.ON_CALL, "ann");
    office.add("other", other, Audience.COMPLIANCE, "bob");
    NoticeReply.Handled first =
        office.handled(Office.notice("n/1", Audience.ON_CALL, Audience.COMPLIANCE));
    assertThat(first.receipts()).hasSize(2).allMatch(receipt -> receipt.outcome().delivered());
    assertThat(first.unreached()).isEmpty();
    assertThat(office.handled(Office.notice("n/1", Audience.ON_CALL, Audience.COMPLIANCE)))
        .isEqualTo(first);
    assertThat(one.calls()).hasSize(1);
    assertThat(other.calls()).hasSize(1);
  }

  @Test
  void a_channel_that_is_down_is_tried_again_and_keeps_nothing_from_the_others() {
    office.add("one", one, Audience.ON_CALL, "ann");
    office.add("other", other, Audience.ON_CALL, "bob");
    one.mood(Mood.BUSY);
    assertThat(office.failed(FIRST).code()).isEqualTo(FailureCode.CHANNEL_UNAVAILABLE);
    assertThat(other.calls()).hasSize(1);
    assertThat(office.failed(FIRST).code()).isEqualTo(FailureCode.CHANNEL_UNAVAILABLE);
    assertThat(one.calls()).as("it asked for seven seconds of peace").hasSize(1);
    office.pass(Duration.ofSeconds(8));
    one.mood(Mood.TAKING);
    assertThat(office.handled(FIRST).receipts()).allMatch(receipt -> receipt.outcome().delivered());
    assertThat(other.calls()).hasSize(1);
  }

  @Test
  void a_channel_that_stays_down_is_given_up_and_said() {
    office.add("one", one, Audience.ON_CALL, "ann");
    one.mood(Mood.BUSY);
    office.failed(FIRST);
    office.pass(Postman.PATIENCE.plusSeconds(1));
    NoticeReply.Handled end = office.handled(FIRST);
    assertThat(end.unreached()).containsExactly(Audience.ON_CALL);
    assertThat(end.receipts().getFirst().outcome())
        .isInstanceOfSatisfying(
            NoticeOutcome.Refused.class,
            no -> {
              assertThat(no.code()).isEqualTo(FailureCode.CHANNEL_UNAVAILABLE);
              assertThat(no.reason()).contains("given up after 2 attempts");
            });
  }

  @Test
  void an_ambiguous_answer_is_followed_by_one_more_attempt_and_no_third() {
    office.add("one", one, Audience.ON_CALL, "ann");
    one.mood(Mood.BREAKING);
    office.failed(FIRST);
    office.pass(Duration.ofSeconds(1));
    assertThat(office.handled(FIRST).receipts().getFirst().outcome())
        .isInstanceOf(NoticeOutcome.Unanswered.class);
    office.pass(Duration.ofHours(1));
    office.handled(FIRST);
    assertThat(one.calls()).hasSize(2);
  }

  @Test
  void what_may_have_come_twice_is_said() {
    office.add("one", one, Audience.ON_CALL, "ann");
    one.mood(Mood.BREAKING);
    office.failed(FIRST);
    office.pass(Duration.ofSeconds(1));
    one.mood(Mood.TAKING);
    assertThat(office.handled(FIRST).receipts().getFirst().outcome())
        .isInstanceOfSatisfying(
            NoticeOutcome.Delivered.class, done -> assertThat(done.perhapsTwice()).isTrue());
  }

  @Test
  void an_attempt_whose_sender_died_counts_as_ambiguous_once_it_is_surely_dead() {
    office.add("one", one, Audience.ON_CALL, "ann");
    assertThat(office.begin(FIRST)).isInstanceOf(Stand.Ours.class); // and dies here
    office.failed(FIRST);
    assertThat(one.calls()).as("two senders never send at once").isEmpty();
    office.pass(Duration.ofSeconds(61));
    assertThat(office.handled(FIRST).receipts().getFirst().outcome())
        .isInstanceOfSatisfying(
            NoticeOutcome.Delivered.class, done -> assertThat(done.perhapsTwice()).isTrue());
  }

  @Test
  void a_channel_that_a_suspect_reads_is_left_out_and_the_receipt_names_nobody() {
    office.add("one", one, Audience.ON_CALL, "ann", "mallory");
    Notice notice = Office.notice("n/1", List.of("Mallory"), Audience.ON_CALL);
    NoticeReply.Handled end = office.handled(notice);
    assertThat(one.calls()).isEmpty();
    assertThat(end.unreached()).containsExactly(Audience.ON_CALL);
    assertThat(end.receipts().getFirst().outcome())
        .isInstanceOfSatisfying(
            NoticeOutcome.LeftOut.class,
            left -> assertThat(left.reason()).doesNotContainIgnoringCase("mallory"));
  }

  @Test
  void an_audience_without_a_channel_is_said() {
    NoticeReply.Handled end = office.handled(Office.notice("n/1", Audience.LEGAL));
    assertThat(end.receipts()).isEmpty();
    assertThat(end.unreached()).containsExactly(Audience.LEGAL);
  }

  @Test
  void a_reserve_is_used_only_where_nothing_else_was_delivered() {
    office.add("one", one, Audience.ON_CALL, "ann");
    office.reserve("other", other, Audience.ON_CALL);
    office.handled(FIRST);
    assertThat(other.calls()).isEmpty();
    one.mood(Mood.REFUSING);
    assertThat(office.handled(Office.notice("n/2", Audience.ON_CALL)).unreached()).isEmpty();
    assertThat(other.calls()).hasSize(1);
  }

  @Test
  void every_receipt_is_evidence_and_no_secret_is_in_the_ledger_in_clear() {
    office.add("one", one, Audience.ON_CALL, "ann");
    one.mood(Mood.REFUSING);
    office.handled(Office.notice("n/1", Audience.ON_CALL, Audience.LEGAL));
    List<String> leaves =
        database
            .ledger()
            .all(
                "SELECT convert_from(leaf, 'UTF8') AS leaf FROM rekey.evidence_entry"
                    + " WHERE subject = 'INC-0123456789AB' ORDER BY place",
                row -> row.text("leaf"));
    assertThat(leaves).hasSize(2);
    assertThat(leaves.getFirst()).contains("dev.rekey.notice.refused", "CHANNEL_REFUSED");
    assertThat(leaves.getLast()).contains("dev.rekey.notice.unreached", "LEGAL");
    List<String> tables =
        database
            .ledger()
            .all(
                "SELECT query_to_xml('SELECT * FROM rekey.notice_channel', true, false, '')"
                    + "::text || query_to_xml('SELECT * FROM rekey.notice_letter', true, false, '')"
                    + "::text AS all",
                row -> row.text("all"));
    assertThat(new SecretScan().plant("key", Office.KEY).findings("ledger", tables.getFirst()))
        .isEmpty();
  }

  @Test
  void a_test_says_that_it_is_one_and_goes_to_that_channel_alone() {
    office.add("one", one, Audience.LEGAL, "ann");
    office.add("other", other, Audience.LEGAL, "ann");
    NoticeReply reply =
        office.run(new NoticeRequest.Try(new NoticeId("test/1"), new ChannelName("one"), "bob"));
    assertThat(reply).isInstanceOf(NoticeReply.Handled.class);
    assertThat(one.calls().getFirst().json().path("title").asText()).startsWith("[TEST]");
    assertThat(other.calls()).isEmpty();
  }
}
