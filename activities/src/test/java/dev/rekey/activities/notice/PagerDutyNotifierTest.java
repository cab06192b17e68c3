package dev.rekey.activities.notice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.model.notice.Alarm;
import dev.rekey.model.notice.Channel;
import dev.rekey.model.notice.ChannelName;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PagerDutyNotifierTest extends NotifierContract<Channel.PagerDuty> {
  private static final String ROUTING_KEY = "0123456789abcdef0123456789abcdef";

  private final HttpReceiver pagerDuty = new HttpReceiver(PagerDutyNotifierTest::answer);
  private final PagerDutyNotifier notifier =
      new PagerDutyNotifier(new HttpAttempt(PATIENCE, InstantSource.system()));

  @AfterEach
  void stop() {
    pagerDuty.close();
  }

  @Test
  void one_incident_is_one_alert_which_is_triggered_acknowledged_and_resolved() {
    for (Alarm alarm : Alarm.values()) {
      send(Letters.letter(Letters.notice("Contained", "Keys are off", "Wait", alarm)));
    }
    assertThat(pagerDuty.calls())
        .extracting(call -> call.json().path("event_action").asText())
        .containsExactly("trigger", "acknowledge", "resolve");
    assertThat(pagerDuty.calls())
        .extracting(call -> call.json().path("dedup_key").asText())
        .containsOnly("amber-falcon");
  }

  @Test
  void the_receipt_names_the_alert_and_no_key() {
    assertThat(send(Letters.CONTAINED)).isEqualTo(new Attempt.Accepted("alert amber-falcon"));
  }

  @Override
  Notifier<Channel.PagerDuty> notifier() {
    return notifier;
  }

  @Override
  Channel.PagerDuty channel() {
    return at(pagerDuty.url("/v2/enqueue"));
  }

  @Override
  Channel.PagerDuty deserted() {
    pagerDuty.close();
    return channel();
  }

  private static Channel.PagerDuty at(URI url) {
    return new Channel.PagerDuty(new ChannelName("duty"), url, List.of("ann"));
  }

  @Override
  SecretValue secret() {
    return SecretValue.of(ROUTING_KEY);
  }

  @Override
  void mood(Mood mood) {
    pagerDuty.mood(mood);
  }

  @Override
  List<Received> received() {
    return pagerDuty.calls().stream()
        .map(HttpReceiver.Call::json)
        .map(
            body ->
                new Received(
                    body.path("payload").path("custom_details").path("notice").asText(),
                    shown(body)))
        .toList();
  }

  /** What a person reads, as plain text. */
  private static String shown(JsonNode body) {
    StringBuilder shown = new StringBuilder(body.path("client_url").asText());
    shown.append('\n').append(body.path("payload").path("summary").asText());
    body.path("payload")
        .path("custom_details")
        .forEach(text -> shown.append('\n').append(text.asText()));
    return shown.toString().replace("<!channel>", "(shown)").replace("<b>", "(shown)");
  }

  /** As strict as "Send an Alert Event" in PagerDuty's documentation. */
  private static HttpReceiver.Answer answer(HttpReceiver.Call call) {
    JsonNode body = call.json();
    JsonNode payload = body.path("payload");
    String summary = payload.path("summary").asText();
    boolean good =
        body.path("routing_key").asText().equals(ROUTING_KEY)
            && Set.of("trigger", "acknowledge", "resolve")
                .contains(body.path("event_action").asText())
            && body.path("dedup_key").asText().length() <= 255
            && !summary.isEmpty()
            && summary.length() <= 1024
            && !payload.path("source").asText().isEmpty()
            && Set.of("critical", "error", "warning", "info")
                .contains(payload.path("severity").asText());
    return good && call.path().equals("/v2/enqueue")
        ? new HttpReceiver.Answer(
            202,
            "{\"status\": \"success\", \"dedup_key\": \"" + body.path("dedup_key").asText() + "\"}")
        : new HttpReceiver.Answer(400, "{\"status\": \"invalid event\"}");
  }
}
