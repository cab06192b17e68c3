package dev.rekey.activities.notice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rekey.activities.Wire;
import dev.rekey.activities.http.Address;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.model.notice.Alarm;
import dev.rekey.model.notice.Channel;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Locale;
import java.util.Optional;

/**
 * PagerDuty by its Events API v2 ("Send an Alert Event"). One incident is one alert: its name is
 * the {@code dedup_key}, so that what is sent again is added to the alert and wakes nobody twice.
 */
final class PagerDutyNotifier implements Notifier<Channel.PagerDuty> {
  private final HttpAttempt http;

  PagerDutyNotifier(HttpAttempt http) {
    this.http = http;
  }

  @Override
  public Optional<String> fault(Channel.PagerDuty channel) {
    return Address.fault(channel.url()).map(fault -> "The channel's " + fault);
  }

  @Override
  public Attempt send(Channel.PagerDuty channel, SecretValue secret, Letter letter) {
    Optional<String> fault = fault(channel);
    if (fault.isPresent()) {
      return new Attempt.Rejected("its address is not safe");
    }
    HttpRequest request =
        HttpRequest.newBuilder(channel.url())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body(secret, letter)))
            .build();
    return http.send(request, answer -> reference(answer, letter));
  }

  private static String body(SecretValue secret, Letter letter) {
    Wording wording = letter.wording();
    ObjectNode body = Wire.mapper().createObjectNode();
    body.put("routing_key", secret.reveal().strip());
    body.put("event_action", action(wording.alarm()));
    body.put("dedup_key", wording.incident());
    body.put("client", "Rekey");
    wording.link().ifPresent(url -> body.put("client_url", url.toString()));
    ObjectNode payload = body.putObject("payload");
    payload.put("summary", wording.subject());
    payload.put("source", "rekey");
    payload.put("severity", wording.severity().name().toLowerCase(Locale.ROOT));
    ObjectNode details = payload.putObject("custom_details");
    details.put("notice", letter.key());
    details.put("milestone", wording.milestone());
    details.put("known", wording.known());
    details.put("next", wording.next());
    return body.toString();
  }

  private static String action(Alarm alarm) {
    return switch (alarm) {
      case TRIGGER -> "trigger";
      case ACKNOWLEDGE -> "acknowledge";
      case RESOLVE -> "resolve";
    };
  }

  /** The alert's key, as PagerDuty confirms it. */
  private static String reference(String answer, Letter letter) {
    try {
      String key = Wire.mapper().readTree(answer).path("dedup_key").asText();
      return "alert " + (key.isBlank() ? letter.wording().incident() : key);
    } catch (JsonProcessingException other) {
      return "alert " + letter.wording().incident();
    }
  }
}
