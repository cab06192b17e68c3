package dev.rekey.activities.notice;

import dev.rekey.activities.aws.AwsClients;
import dev.rekey.activities.aws.AwsFailures;
import dev.rekey.activities.aws.OnFirstUse;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.model.FailureCode;
import dev.rekey.model.notice.Channel;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/**
 * A topic of Amazon SNS, opened by the function's own role. A FIFO topic takes a letter's key as
 * {@code MessageDeduplicationId} and shows it once within five minutes.
 */
final class SnsNotifier implements Notifier<Channel.Sns> {
  private static final Pattern TOPIC =
      Pattern.compile("arn:aws[a-z-]*:sns:([a-z0-9-]+):\\d{12}:[A-Za-z0-9_-]{1,251}(\\.fifo)?");

  private final OnFirstUse<SnsClient> client;

  SnsNotifier() {
    this(() -> AwsClients.withoutRetries(SnsClient.builder()).build());
  }

  SnsNotifier(Supplier<SnsClient> client) {
    this.client = new OnFirstUse<>(client);
  }

  @Override
  public Optional<String> fault(Channel.Sns channel) {
    return TOPIC.matcher(channel.topic()).matches()
        ? Optional.empty()
        : Optional.of("The channel's topic is no ARN such as arn:aws:sns:eu-central-1:…:alarms");
  }

  @Override
  public Attempt send(Channel.Sns channel, SecretValue none, Letter letter) {
    try {
      return new Attempt.Accepted(client.get().publish(request(channel, letter)).messageId());
    } catch (SdkException e) {
      return meaning(AwsFailures.of(e, FailureCode.CHANNEL_UNAVAILABLE, "SNS").code(), e);
    }
  }

  private static PublishRequest request(Channel.Sns channel, Letter letter) {
    PublishRequest.Builder request =
        PublishRequest.builder()
            .topicArn(channel.topic())
            .subject(ascii(letter.wording().subject()))
            .message(letter.wording().text())
            .messageAttributes(
                Map.of(
                    "key",
                    MessageAttributeValue.builder()
                        .dataType("String")
                        .stringValue(letter.key())
                        .build()));
    if (channel.topic().endsWith(".fifo")) {
      request.messageGroupId(letter.wording().incident()).messageDeduplicationId(letter.digest());
    }
    return request.build();
  }

  /** A subject of SNS is ASCII, below 100 characters. */
  private static String ascii(String subject) {
    String plain = subject.replaceAll("[^\\x20-\\x7e]", "?").strip();
    return plain.length() < 100 ? plain : plain.substring(0, 96) + "...";
  }

  private static Attempt meaning(FailureCode code, SdkException e) {
    return switch (code) {
      case THROTTLED, SESSION_EXPIRED, CLOCK_SKEWED, QUOTA_REACHED ->
          new Attempt.Busy("SNS did not take it now (" + code + ")", Optional.empty());
      case CHANNEL_UNAVAILABLE -> unavailable(e);
      default -> new Attempt.Rejected("SNS refused it (" + code + ")");
    };
  }

  private static Attempt unavailable(SdkException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException || cause instanceof UnknownHostException) {
        return new Attempt.Busy("SNS could not be reached", Optional.empty());
      }
    }
    return new Attempt.Lost("SNS gave no usable answer");
  }
}
