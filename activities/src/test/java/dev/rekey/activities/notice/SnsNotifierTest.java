package dev.rekey.activities.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.secret.SecretValue;
import dev.rekey.model.notice.Channel;
import dev.rekey.model.notice.ChannelName;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;

class SnsNotifierTest extends NotifierContract<Channel.Sns> {
  private static final String TOPIC = "arn:aws:sns:eu-central-1:123456789012:alarms";

  private final HttpReceiver sns = new HttpReceiver(SnsNotifierTest::answer);
  private final SnsClient client =
      SnsClient.builder()
          .endpointOverride(sns.url("/"))
          .region(Region.EU_CENTRAL_1)
          .credentialsProvider(AnonymousCredentialsProvider.create())
          .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(Duration.ofSeconds(3)))
          .overrideConfiguration(
              override ->
                  override
                      .apiCallTimeout(Duration.ofSeconds(9))
                      .retryStrategy(strategy -> strategy.maxAttempts(1)))
          .build();
  private final SnsNotifier notifier = new SnsNotifier(() -> client);

  @AfterEach
  void stop() {
    client.close();
    sns.close();
  }

  @Test
  void a_fifo_topic_gets_an_id_by_which_it_knows_a_repetition() {
    Channel.Sns fifo = new Channel.Sns(new ChannelName("x"), TOPIC + ".fifo", List.of("ann"));
    notifier.send(fifo, secret(), Letters.CONTAINED);
    notifier.send(fifo, secret(), Letters.CONTAINED);
    assertThat(sns.calls())
        .extracting(call -> form(call).get("MessageDeduplicationId"))
        .hasSize(2)
        .containsOnly(Letters.CONTAINED.digest());
    assertThat(Notifiers.knowsRepetition(fifo)).isTrue();
    assertThat(Notifiers.knowsRepetition(channel())).isFalse();
  }

  @Test
  void what_is_no_topic_is_said() {
    assertThat(notifier.fault(new Channel.Sns(new ChannelName("x"), "alarms", List.of("ann"))))
        .isPresent();
    assertThat(notifier.fault(channel())).isEmpty();
  }

  @Override
  Notifier<Channel.Sns> notifier() {
    return notifier;
  }

  @Override
  Channel.Sns channel() {
    return new Channel.Sns(new ChannelName("alarms"), TOPIC, List.of("ann"));
  }

  @Override
  Channel.Sns deserted() {
    sns.close();
    return channel();
  }

  @Override
  SecretValue secret() {
    return SecretValue.of("");
  }

  @Override
  void mood(Mood mood) {
    sns.mood(mood);
  }

  /** A message of plain text shows its text as it is. */
  @Override
  List<Received> received() {
    return sns.calls().stream()
        .map(SnsNotifierTest::form)
        .map(
            form ->
                new Received(
                    form.getOrDefault("MessageAttributes.entry.1.Value.StringValue", ""),
                    (form.get("Subject") + "\n" + form.get("Message"))
                        .replace("<!channel>", "(shown)")
                        .replace("<b>", "(shown)")))
        .toList();
  }

  private static Map<String, String> form(HttpReceiver.Call call) {
    Map<String, String> form = new HashMap<>();
    for (String pair : call.body().split("&", -1)) {
      String[] parts = pair.split("=", 2);
      form.put(
          URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
          URLDecoder.decode(parts.length > 1 ? parts[1] : "", StandardCharsets.UTF_8));
    }
    return form;
  }

  /** As strict as SNS: a subject is ASCII without line ends, below 100 characters. */
  private static HttpReceiver.Answer answer(HttpReceiver.Call call) {
    Map<String, String> form = form(call);
    boolean good =
        "Publish".equals(form.get("Action"))
            && form.getOrDefault("TopicArn", "").startsWith(TOPIC)
            && form.getOrDefault("Subject", "").matches("[\\x20-\\x7e]{1,99}");
    return good
        ? new HttpReceiver.Answer(
            200,
            "<PublishResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><PublishResult>"
                + "<MessageId>m-1</MessageId></PublishResult></PublishResponse>")
        : new HttpReceiver.Answer(400, "<ErrorResponse/>");
  }
}
