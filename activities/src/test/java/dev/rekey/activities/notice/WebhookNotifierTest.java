package dev.rekey.activities.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.http.Signature;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.model.notice.Channel;
import dev.rekey.model.notice.ChannelName;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebhookNotifierTest extends NotifierContract<Channel.Webhook> {
  private static final SecretValue KEY = SecretValue.of("signing-key-of-the-receiver");

  private final HttpReceiver receiver = new HttpReceiver(WebhookNotifierTest::answer);
  private final WebhookNotifier notifier =
      new WebhookNotifier(
          new HttpAttempt(PATIENCE, InstantSource.system()), InstantSource.system());

  @AfterEach
  void stop() {
    receiver.close();
  }

  @Test
  void what_is_signed_with_another_key_is_refused() {
    assertThat(notifier.send(channel(), SecretValue.of("another"), Letters.CONTAINED))
        .isEqualTo(new Attempt.Rejected("it answered with HTTP status 401"));
  }

  @Test
  void an_address_that_is_not_safe_is_not_called() {
    Channel.Webhook open =
        new Channel.Webhook(
            new ChannelName("open"), URI.create("http://example.com/"), List.of("ann"));
    assertThat(notifier.fault(open)).hasValueSatisfying(why -> assertThat(why).contains("https"));
    assertThat(notifier.send(open, KEY, Letters.CONTAINED)).isInstanceOf(Attempt.Rejected.class);
  }

  @Override
  Notifier<Channel.Webhook> notifier() {
    return notifier;
  }

  @Override
  Channel.Webhook channel() {
    return new Channel.Webhook(new ChannelName("soar"), receiver.url("/notices"), List.of("ann"));
  }

  @Override
  Channel.Webhook deserted() {
    receiver.close();
    return channel();
  }

  @Override
  SecretValue secret() {
    return KEY;
  }

  @Override
  void mood(Mood mood) {
    receiver.mood(mood);
  }

  @Override
  List<Received> received() {
    return receiver.calls().stream()
        .map(
            call ->
                new Received(
                    call.header("Idempotency-Key"),
                    String.join("\n", call.json().valueStream().map(Object::toString).toList())
                        .replace("<!channel>", "(shown)")
                        .replace("<b>", "(shown)")))
        .toList();
  }

  private static HttpReceiver.Answer answer(HttpReceiver.Call call) {
    boolean signed =
        Signature.isGood(call.header(Signature.HEADER), KEY, Instant.now(), call.body());
    return new HttpReceiver.Answer(signed ? 204 : 401, "");
  }
}
