package dev.rekey.activities.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.testing.AwsAccount;
import dev.rekey.model.notice.Channel;
import dev.rekey.model.notice.ChannelName;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsClient;

/** A topic of something that answers as AWS does. */
@Tag("aws")
class SnsAtEmulatorTest {
  @Test
  void a_topic_takes_a_notice_and_one_that_is_not_there_refuses_it() {
    try (SnsClient client = AwsAccount.fresh().client(SnsClient.builder())) {
      String topic = client.createTopic(create -> create.name("alarms")).topicArn();
      SnsNotifier notifier = new SnsNotifier(() -> client);
      assertThat(notifier.send(channel(topic), SecretValue.of(""), Letters.CONTAINED))
          .isInstanceOf(Attempt.Accepted.class);
      assertThat(notifier.send(channel(topic + "-gone"), SecretValue.of(""), Letters.CONTAINED))
          .isInstanceOf(Attempt.Rejected.class);
    }
  }

  private static Channel.Sns channel(String topic) {
    return new Channel.Sns(new ChannelName("alarms"), topic, List.of("ann"));
  }
}
