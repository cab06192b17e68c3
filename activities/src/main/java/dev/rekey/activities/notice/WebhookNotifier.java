package dev.rekey.activities.notice;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rekey.activities.Wire;
import dev.rekey.activities.http.Address;
import dev.rekey.activities.http.Signature;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.model.notice.Channel;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/**
 * Any receiver of JSON. Each call is signed, and bears the letter's key as {@code Idempotency-Key}:
 * a receiver that remembers it shows no letter twice.
 */
final class WebhookNotifier implements Notifier<Channel.Webhook> {
  private final HttpAttempt http;
  private final InstantSource clock;

  WebhookNotifier(HttpAttempt http, InstantSource clock) {
    this.http = http;
    this.clock = clock;
  }

  @Override
  public Optional<String> fault(Channel.Webhook channel) {
    return Address.fault(channel.url()).map(fault -> "The channel's " + fault);
  }

  @Override
  public Attempt send(Channel.Webhook channel, SecretValue secret, Letter letter) {
    if (fault(channel).isPresent()) {
      return new Attempt.Rejected("its address is not safe");
    }
    String body = body(letter);
    HttpRequest request =
        HttpRequest.newBuilder(channel.url())
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", letter.key())
            .header(Signature.HEADER, Signature.of(secret, clock.instant(), body))
            .POST(BodyPublishers.ofString(body))
            .build();
    return http.send(request, answer -> letter.key());
  }

  private static String body(Letter letter) {
    Wording wording = letter.wording();
    ObjectNode body = Wire.mapper().createObjectNode();
    body.put("key", letter.key());
    body.put("incident", wording.incident());
    body.put("milestone", wording.milestone());
    body.put("severity", wording.severity().name().toLowerCase(Locale.ROOT));
    body.put("alarm", wording.alarm().name().toLowerCase(Locale.ROOT));
    body.put("title", wording.title());
    body.put("known", wording.known());
    body.put("next", wording.next());
    wording.link().ifPresent(url -> body.put("link", url.toString()));
    return body.toString();
  }
}
