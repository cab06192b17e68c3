package dev.rekey.activities.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.secret.SecretValue;
import dev.rekey.model.notice.Channel;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every kind of channel must do, each with a real counterpart. */
abstract class NotifierContract<C extends Channel> {
  /** The time that a test's notifier gives an attempt. */
  static final Duration PATIENCE = Duration.ofSeconds(1);

  /** One message as the counterpart understood it. */
  record Received(String key, String text) {}

  abstract Notifier<C> notifier();

  /** A channel to the counterpart. */
  abstract C channel();

  /** A channel to where nobody listens. */
  abstract C deserted();

  abstract SecretValue secret();

  abstract void mood(Mood mood);

  /** What the counterpart took. */
  abstract List<Received> received();

  @Test
  void a_notice_arrives_with_all_that_it_says() {
    assertThat(send(Letters.CONTAINED))
        .isInstanceOfSatisfying(
            Attempt.Accepted.class, taken -> assertThat(taken.reference()).isNotBlank());
    assertThat(received())
        .singleElement()
        .satisfies(
            one ->
                assertThat(one.text())
                    .contains("amber-falcon", "Contained", "Keys are off", "New keys are made")
                    .contains("https://rekey.example.com/"));
  }

  @Test
  void a_repetition_bears_the_same_key() {
    send(Letters.CONTAINED);
    send(Letters.CONTAINED);
    assertThat(received().stream().map(Received::key).distinct()).hasSize(1);
  }

  @Test
  void what_a_signal_says_cannot_dress_up_as_something_else() {
    assertThat(send(Letters.HOSTILE)).isInstanceOf(Attempt.Accepted.class);
    assertThat(received())
        .singleElement()
        .satisfies(
            one ->
                assertThat(one.text())
                    .doesNotContain("<!channel>", "<b>", "\nBcc:", "\u202e", "\u0000")
                    .contains("Bcc: eve@example.com"));
  }

  @Test
  void a_refusal_is_final_and_not_quoted() {
    mood(Mood.REFUSING);
    assertThat(send(Letters.CONTAINED))
        .isInstanceOfSatisfying(
            Attempt.Rejected.class, no -> assertThat(no.reason()).doesNotContain("planted"));
  }

  @Test
  void a_busy_channel_surely_did_not_take_it() {
    mood(Mood.BUSY);
    assertThat(send(Letters.CONTAINED)).isInstanceOf(Attempt.Busy.class);
  }

  @Test
  void silence_and_a_broken_answer_are_ambiguous() {
    mood(Mood.SILENT);
    assertThat(send(Letters.CONTAINED)).isInstanceOf(Attempt.Lost.class);
    mood(Mood.BREAKING);
    assertThat(send(Letters.CONTAINED)).isInstanceOf(Attempt.Lost.class);
  }

  @Test
  void where_nobody_listens_it_surely_did_not_arrive() {
    assertThat(notifier().send(deserted(), deserted(secret()), Letters.CONTAINED))
        .isInstanceOf(Attempt.Busy.class);
  }

  /** What opens the deserted channel, where the secret is the address. */
  SecretValue deserted(SecretValue secret) {
    return secret;
  }

  final Attempt send(Letter letter) {
    return notifier().send(channel(), secret(), letter);
  }
}
