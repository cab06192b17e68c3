package dev.rekey.workflows.worker.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.workflows.trigger.Samples;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * EventBridge, a rule, a queue and its dead-letter queue, before the function and a real server.
 */
@Tag("aws")
@Tag("aws-process") // and a Temporal server beside it: in a container there is only the emulator
@EnabledIfEnvironmentVariable(
    named = "AWS_ENDPOINT_URL",
    matches = ".+",
    disabledReason = "needs AWS_ENDPOINT_URL")
@EnabledIf(
    value = "dev.rekey.workflows.world.TemporalBinary#available",
    disabledReason = "there is no temporal command on the path")
class EventBridgeTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path folder;

  private final String name = "rekey-" + UUID.randomUUID();
  private SqsClient sqs;
  private EventBridgeClient events;
  private String queue;
  private String deadLetters;
  private TriggerRig rig;
  private EventMapping mapping;

  @BeforeEach
  void start() throws IOException {
    sqs = client(SqsClient.builder());
    events = client(EventBridgeClient.builder());
    deadLetters = sqs.createQueue(request -> request.queueName(name + "-dead")).queueUrl();
    queue =
        sqs.createQueue(
                request ->
                    request
                        .queueName(name)
                        .attributes(
                            Map.of(
                                QueueAttributeName.VISIBILITY_TIMEOUT,
                                "1",
                                QueueAttributeName.REDRIVE_POLICY,
                                "{\"deadLetterTargetArn\": \"%s\", \"maxReceiveCount\": \"2\"}"
                                    .formatted(arn(deadLetters)))))
            .queueUrl();
    events.putRule(request -> request.name(name).eventPattern("{\"source\": [\"" + name + "\"]}"));
    events.putTargets(
        request ->
            request
                .rule(name)
                .targets(
                    Target.builder().id("queue").arn(arn(queue)).inputPath("$.detail").build()));
    rig = new TriggerRig(folder);
    mapping = new EventMapping(sqs, queue, rig);
  }

  @AfterEach
  void stop() {
    rig.close();
    events.removeTargets(request -> request.rule(name).ids("queue"));
    events.deleteRule(request -> request.name(name));
    sqs.deleteQueue(request -> request.queueUrl(queue));
    sqs.deleteQueue(request -> request.queueUrl(deadLetters));
  }

  @Test
  void a_finding_goes_from_the_bus_through_rule_and_queue_to_its_end() {
    put("guardduty-credential");
    put("guardduty-credential"); // as when it is delivered twice
    Awaitility.await().atMost(PATIENCE).until(() -> mapping.poll() > 0);
    rig.rotated("ci/key");
    Awaitility.await().atMost(PATIENCE).until(() -> waiting(queue) == 0 && mapping.poll() == 0);
    assertThat(rig.fleet().versions("ci/key")).as("both are one").hasSize(1);
    assertThat(waiting(deadLetters)).isZero();
  }

  @Test
  void what_came_while_temporal_was_away_is_sent_back_and_taken() throws Exception {
    rig.server().kill();
    put("guardduty-credential");
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> mapping.poll() == 0 && waiting(deadLetters) == 1);
    rig.server().restart();
    sendBack();
    Awaitility.await().atMost(PATIENCE).until(() -> mapping.poll() == 1);
    rig.rotated("ci/key");
    assertThat(waiting(deadLetters)).isZero();
  }

  /** Nobody but AWS may say that an event is from AWS: it goes as the content of one of ours. */
  private void put(String sample) {
    assertThat(
            events
                .putEvents(
                    request ->
                        request.entries(
                            PutEventsRequestEntry.builder()
                                .source(name)
                                .detailType("An event of AWS")
                                .detail(Samples.text(sample))
                                .build()))
                .failedEntryCount())
        .isZero();
  }

  /** As StartMessageMoveTask does it, which the emulator does not know: as new messages. */
  private void sendBack() {
    sqs.receiveMessage(request -> request.queueUrl(deadLetters).maxNumberOfMessages(10))
        .messages()
        .forEach(
            message -> {
              sqs.sendMessage(request -> request.queueUrl(queue).messageBody(message.body()));
              sqs.deleteMessage(
                  request -> request.queueUrl(deadLetters).receiptHandle(message.receiptHandle()));
            });
  }

  private int waiting(String url) {
    Map<QueueAttributeName, String> counts =
        sqs.getQueueAttributes(
                request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL))
            .attributes();
    return Integer.parseInt(counts.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
        + Integer.parseInt(
            counts.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE));
  }

  private String arn(String url) {
    return sqs.getQueueAttributes(
            request -> request.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
        .attributes()
        .get(QueueAttributeName.QUEUE_ARN);
  }

  private static <B extends AwsClientBuilder<B, C>, C> C client(B builder) {
    return builder
        .endpointOverride(URI.create(System.getenv("AWS_ENDPOINT_URL")))
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .build();
  }
}
