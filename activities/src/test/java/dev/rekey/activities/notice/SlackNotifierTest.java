package dev.rekey.activities.notice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.model.notice.Channel;
import dev.rekey.model.notice.ChannelName;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlackNotifierTest extends NotifierContract<Channel.Slack> {
  private static final String PATH = "/services/T0/B0/planted";

  private final HttpReceiver slack = new HttpReceiver(SlackNotifierTest::answer);
  private final SlackNotifier notifier =
      new SlackNotifier(new HttpAttempt(PATIENCE, InstantSource.system()));

  @AfterEach
  void stop() {
    slack.close();
  }

  @Test
  void the_notification_is_escaped_and_the_blocks_are_plain_text() {
    send(Letters.HOSTILE);
    JsonNode body = slack.calls().getFirst().json();
    assertThat(body.get("text").textValue()).contains("&lt;!channel&gt;").doesNotContain("<");
  }

  @Test
  void a_busy_channel_says_how_long() {
    mood(Mood.BUSY);
    assertThat(send(Letters.CONTAINED))
        .isInstanceOfSatisfying(
            Attempt.Busy.class, busy -> assertThat(busy.after()).contains(Duration.ofSeconds(7)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://hooks.example.com/planted", "ftp://localhost/planted", "planted words"})
  void an_address_that_is_not_safe_is_neither_called_nor_quoted(String url) {
    assertThat(notifier.send(channel(), SecretValue.of(url), Letters.CONTAINED))
        .isInstanceOfSatisfying(
            Attempt.Rejected.class,
            no -> assertThat(no.reason()).contains("not https").doesNotContain("planted"));
  }

  @Override
  Notifier<Channel.Slack> notifier() {
    return notifier;
  }

  @Override
  Channel.Slack channel() {
    return new Channel.Slack(new ChannelName("security"), List.of("ann"));
  }

  @Override
  Channel.Slack deserted() {
    return channel();
  }

  @Override
  SecretValue secret() {
    return SecretValue.of(slack.url(PATH).toString());
  }

  @Override
  SecretValue deserted(SecretValue secret) {
    slack.close();
    return secret;
  }

  @Override
  void mood(Mood mood) {
    slack.mood(mood);
  }

  @Override
  List<Received> received() {
    return slack.calls().stream().map(call -> new Received("", shown(call.json()))).toList();
  }

  /** What a person reads: the blocks, whose plain text shows as it is, but no markup. */
  private static String shown(JsonNode body) {
    StringBuilder shown = new StringBuilder();
    body.get("blocks")
        .forEach(block -> shown.append(block.get("text").get("text").textValue()).append('\n'));
    return shown.toString().replace("<!channel>", "(shown)").replace("<b>", "(shown)");
  }

  /** As strict as Slack: unknown fields, kinds or lengths are invalid_payload or invalid_blocks. */
  private static HttpReceiver.Answer answer(HttpReceiver.Call call) {
    JsonNode body = call.json();
    boolean known = Set.of("text", "blocks").equals(names(body));
    boolean fit =
        StreamSupport.stream(body.path("blocks").spliterator(), false)
            .allMatch(SlackNotifierTest::fits);
    boolean there = call.path().equals(PATH);
    return there && known && fit
        ? new HttpReceiver.Answer(200, "ok")
        : new HttpReceiver.Answer(400, "invalid_payload");
  }

  private static boolean fits(JsonNode block) {
    JsonNode text = block.path("text");
    int longest = block.path("type").asText().equals("header") ? 150 : 3000;
    int length = text.path("text").asText().length();
    return Set.of("type", "text").equals(names(block))
        && Set.of("type", "text", "emoji").equals(names(text))
        && text.path("type").asText().equals("plain_text")
        && length > 0
        && length <= longest;
  }

  private static Set<String> names(JsonNode node) {
    Set<String> names = new java.util.HashSet<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
