package dev.rekey.packages.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rekey.activities.Wire;
import dev.rekey.activities.testing.AwsEndpoint;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/**
 * The template of infra/ with the real packages: from an event to its end, through queue, trigger
 * function, Temporal, worker, functions, Secrets Manager and the target. The emulator enforces the
 * roles' policies, so that a permission which is missing shows here too.
 */
@Tag("aws")
@Tag("aws-process") // the functions call back to this machine
@EnabledIf(
    value = "dev.rekey.packages.deployment.DeploymentTest#temporalIsThere",
    disabledReason = "there is no temporal command on the path")
class DeploymentTest {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /** As the Access Analyzer's user guide shows it, "Amazon EventBridge events". */
  private static final String FINDING =
      """
      {"version": "0", "id": "22222222-dcba-4444-dcba-333333333333", "account": "000000000000",
       "detail-type": "Access Analyzer Finding", "source": "aws.access-analyzer",
       "time": "2026-11-25T00:00:00Z", "region": "eu-central-1",
       "resources": ["arn:aws:access-analyzer:eu-central-1:000000000000:analyzer/one"],
       "detail": {"version": "1.0", "id": "22222222-dcba-2222-dcba-222222222222",
        "status": "ACTIVE", "resourceType": "AWS::SecretsManager::Secret", "resource": "(the secret)",
        "isDeleted": false, "isPublic": false, "action": ["secretsmanager:GetSecretValue"]}}""";

  @TempDir static Path folder;

  private static DeployedWorld world;

  static boolean temporalIsThere() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .anyMatch(place -> Path.of(place, "temporal").toFile().canExecute());
  }

  @BeforeAll
  static void deploy() throws Exception {
    AwsEndpoint.mustRefuse();
    world = new DeployedWorld(folder);
  }

  @AfterAll
  static void stop() throws Exception {
    if (world != null) {
      world.close();
    }
  }

  /**
   * Nobody but AWS may speak for its services at the event bus, in the emulator neither; so a
   * schedule sends the finding that was seen to match the rule.
   */
  @Test
  void from_a_schedule_to_a_rotation_and_from_a_finding_to_a_revocation_with_scheduler_as_the_rule()
      throws Exception {
    send(
        "RoutineQueue",
        "{\"rekey\": \"rotate\", \"secret\": \"orders/db\", \"id\": \"%s\"}"
            .formatted(UUID.randomUUID()));
    awaitRefused(DeployedWorld.FIRST_USER, DeployedWorld.FIRST_PASSWORD);
    await("requested .* rotated");
    JsonNode second = login();
    assertThat(letsIn(second)).as("the new login").isTrue();

    String arn = world.secrets.describeSecret(ask -> ask.secretId(DeployedWorld.SECRET)).arn();
    String finding = FINDING.replace("(the secret)", arn);
    assertThat(matchesRule("AccessAnalyzerRule", finding)).isTrue();
    assertThat(matchesRule("AccessAnalyzerRule", finding.replace("ACTIVE", "ARCHIVED"))).isFalse();
    send("CompromiseQueue", finding);
    awaitRefused(second.path("username").textValue(), second.path("password").textValue());
    await("compromised .* rotated");
    assertThat(letsIn(login())).as("the login after the compromise").isTrue();
  }

  /** Whoever reads the login meanwhile is a reader whom the gate asks about, so nobody does. */
  private static void awaitRefused(String user, String password) {
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(world.letsIn(user, password)).isFalse());
  }

  /** Waits until the history tells of it. */
  private static void await(String told) {
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(world.rekey("history", DeployedWorld.SECRET)).containsPattern(told));
  }

  private static JsonNode login() throws IOException {
    return Wire.mapper().readTree(world.current());
  }

  private static boolean letsIn(JsonNode login) {
    return world.letsIn(login.path("username").textValue(), login.path("password").textValue());
  }

  /** Sends by a schedule of its own, once and as soon as there is one. */
  private static void send(String queue, String event) throws IOException {
    String url = world.stack.physical(queue);
    String template =
        """
        Resources:
          Once:
            Type: AWS::Scheduler::Schedule
            Properties:
              ScheduleExpression: at(%s)
              FlexibleTimeWindow: {Mode: "OFF"}
              Target:
                Arn: !Sub arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:%s
                RoleArn: !Sub arn:${AWS::Partition}:iam::${AWS::AccountId}:role/%s
                Input: %s
        """
            .formatted(
                DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss")
                    .withZone(ZoneOffset.UTC)
                    .format(Instant.now().plusSeconds(1)),
                url.substring(url.lastIndexOf('/') + 1),
                world.stack.physical("SchedulerRole"),
                Wire.mapper().writeValueAsString(event));
    Stack.deploy("once-" + UUID.randomUUID(), template);
  }

  private static boolean matchesRule(String rule, String event) {
    try (EventBridgeClient events =
        AwsEndpoint.client(
            EventBridgeClient.builder().httpClient(UrlConnectionHttpClient.create()))) {
      String name = List.of(world.stack.physical(rule).split("\\|", -1)).getLast();
      String pattern = events.describeRule(ask -> ask.name(name)).eventPattern();
      return events.testEventPattern(ask -> ask.eventPattern(pattern).event(event)).result();
    }
  }
}
