package dev.rekey.activities.consumer;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.rekey.activities.Wire;
import dev.rekey.activities.http.Address;
import dev.rekey.activities.http.Post;
import dev.rekey.activities.http.Reply;
import dev.rekey.activities.http.Signature;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.store.Reader;
import dev.rekey.activities.store.SecretStore;
import dev.rekey.model.consumer.Consumer;
import dev.rekey.model.consumer.ConsumerId;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.credential.VersionStage;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tells a consumer over HTTP that there is a new version, never its value, and believes only an
 * answer that is signed, fresh, and meant for this very question.
 */
final class WebhookDelivery {
  private final SecretStore store;
  private final InstantSource clock;
  private final Post post;

  WebhookDelivery(SecretStore store, InstantSource clock, Duration patience) {
    this.store = store;
    this.clock = clock;
    this.post = new Post(patience);
  }

  /** Passes for an address that may be called. */
  void check(Consumer.Webhook consumer) {
    Address.fault(consumer.url())
        .ifPresent(
            fault -> {
              throw Unreachable.because("the webhook's " + fault);
            });
  }

  /** Whether the consumer says that it uses the version now. */
  boolean deliver(Consumer.Webhook consumer, VersionId version) {
    check(consumer);
    SecretValue key = key(consumer.signingKey());
    String nonce = UUID.randomUUID().toString();
    Instant now = clock.instant();
    String body =
        json(new Question(consumer.id(), consumer.secret(), version, nonce, now.toString()));
    HttpRequest request =
        HttpRequest.newBuilder(consumer.url())
            .header("Content-Type", "application/json")
            .header(Signature.HEADER, Signature.of(key, now, body))
            .POST(BodyPublishers.ofString(body))
            .build();
    Answer answer = believed(answered(request), key, nonce);
    if (!nonce.equals(answer.nonce()) || !version.value().equals(answer.version())) {
      throw Unreachable.because("the webhook acknowledged something else");
    }
    return answer.acknowledged();
  }

  private Answer believed(HttpResponse<String> response, SecretValue key, String nonce) {
    if (response.statusCode() != 200) {
      throw Unreachable.because("the webhook answered with HTTP status " + response.statusCode());
    }
    String header = response.headers().firstValue(Signature.HEADER).orElse("");
    String signed = nonce + "." + response.body();
    if (!Signature.isGood(header, key, clock.instant(), signed)) {
      throw Unreachable.because("the webhook's acknowledgement is not signed as it must be");
    }
    try {
      return Wire.mapper().readValue(response.body(), Answer.class);
    } catch (JsonProcessingException e) { // its message quotes the body
      throw Unreachable.because("the webhook's acknowledgement cannot be read");
    }
  }

  private HttpResponse<String> answered(HttpRequest request) {
    return switch (post.send(request)) {
      case Reply.Answered answered -> answered.response();
      case Reply.Unreached none -> throw Unreachable.because("the webhook could not be reached");
      case Reply.Lost lost -> throw Unreachable.because("the webhook could not be reached");
      case Reply.Silent silent ->
          throw Unreachable.because(
              "the webhook did not answer within " + silent.patience().toSeconds() + " s");
    };
  }

  private SecretValue key(SecretId signingKey) {
    return Optional.ofNullable(store.labels(signingKey).get(VersionStage.AWSCURRENT))
        .flatMap(version -> store.read(signingKey, version, Reader.rekey("sign a webhook call")))
        .map(Login::value)
        .orElseThrow(
            () -> Unreachable.because("the signing key " + signingKey + " has no current version"));
  }

  private static String json(Question question) {
    try {
      return Wire.mapper().writeValueAsString(question);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Five texts have a JSON form");
    }
  }

  private record Question(
      ConsumerId consumer, SecretId secret, VersionId version, String nonce, String time) {}

  private record Answer(@Nullable String version, @Nullable String nonce, boolean acknowledged) {}
}
