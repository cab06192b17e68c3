package dev.rekey.activities.target.iamrole;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.Wire;
import dev.rekey.activities.aws.AwsClients;
import dev.rekey.activities.aws.EventHistory;
import dev.rekey.activities.aws.principal.AccountLogs;
import dev.rekey.activities.aws.principal.Persistence;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.IamRole;
import dev.rekey.model.incident.Finding;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;

/** CloudTrail's answers in its own form, which emulators do not give for STS. */
class RoleTrailTest {
  private static final IamRole SPEC = Roles.of("111111111111");
  private static final Instant AT = Instant.parse("2026-11-23T03:00:00Z");

  private final List<String> answers = new ArrayList<>();
  private int status = 200;
  private HttpServer server;
  private EventHistory log;
  private RoleTrail trail;

  @BeforeEach
  void a_log_answers() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body =
              (answers.size() > 1 ? answers.removeFirst() : answers.getFirst()).getBytes(UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.1");
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    log =
        new EventHistory(
            region ->
                AwsClients.open(
                    CloudTrailClient.builder()
                        .region(region)
                        .endpointOverride(uri)
                        .credentialsProvider(
                            StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("key", "secret")))));
    trail = new RoleTrail(AccountLogs.alone(log));
  }

  @AfterEach
  void it_ends() {
    server.stop(0);
  }

  @Test
  void calls_that_assumed_this_role_are_told_with_their_external_id() {
    answers.add(page("next", event("1", SPEC.role(), "")));
    answers.add(page("", event("2", SPEC.role().replace("partner", "other"), "")));
    answers.add(page("", event("3", SPEC.role(), ",\"errorCode\": \"AccessDenied\"")));
    assertThat(trail.assumptions(SPEC, AT))
        .singleElement()
        .isEqualTo(
            new RoleAccount.Assumption(
                Optional.of("partner-4711"), "nightly", "AIDAEXAMPLE", "192.0.2.7", AT));
  }

  @Test
  void a_role_of_another_account_is_looked_for_in_the_log_of_that_account() {
    EventHistory ours =
        new EventHistory(
            region -> {
              throw SdkClientException.create("not asked");
            });
    trail =
        new RoleTrail(
            new AccountLogs(
                ours, account -> Optional.of(log).filter(it -> account.equals("111111111111"))));
    String key = ",\"responseElements\": {\"credentials\": {\"accessKeyId\": \"ASIASESSION\"}}";
    answers.add(page("", event("1", SPEC.role(), key)));
    assertThat(trail.assumptions(SPEC, AT)).hasSize(1);
    assertThat(trail.doings(SPEC, AT).gaps()).isEmpty();
    assertThat(trail.doings(SPEC, AT).calls()).isNotEmpty();
  }

  @Test
  void a_log_that_may_not_be_read_is_a_failure() {
    status = 400;
    answers.add("{\"__type\": \"AccessDeniedException\", \"message\": \"planted\"}");
    assertThatThrownBy(() -> trail.assumptions(SPEC, AT))
        .hasMessageNotContaining("planted")
        .isInstanceOfSatisfying(
            StepFailedException.class,
            failure -> assertThat(failure.code()).isEqualTo(FailureCode.PERMISSION_DENIED));
  }

  @Test
  void a_log_that_has_no_end_is_a_failure() {
    answers.add(page("more", event("1", SPEC.role(), "")));
    assertThatThrownBy(() -> trail.assumptions(SPEC, AT))
        .isInstanceOfSatisfying(
            StepFailedException.class,
            failure -> assertThat(failure.code()).isEqualTo(FailureCode.TARGET_UNAVAILABLE));
  }

  @Test
  void what_a_session_of_the_role_left_behind_is_found_by_the_session_s_key() {
    String key = ",\"responseElements\": {\"credentials\": {\"accessKeyId\": \"ASIASESSION\"}}";
    answers.add(page("", event("1", SPEC.role(), key)));
    for (int others = 0; others < 5; others++) { // two regions, three ways to begin a session
      answers.add("{\"Events\": []}");
    }
    answers.add(page("", made("notyet-1")));
    answers.add("{\"Events\": []}");
    assertThat(Persistence.in(trail.doings(SPEC, AT)))
        .extracting(Finding::what, Finding::identity)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("user made with it", "notyet-1"));
  }

  @Test
  void what_was_done_with_it_before_a_time_is_nothing_that_was_done_since() {
    String key = ",\"responseElements\": {\"credentials\": {\"accessKeyId\": \"ASIASESSION\"}}";
    answers.add(page("", event("1", SPEC.role(), key)));
    for (int others = 0; others < 5; others++) {
      answers.add("{\"Events\": []}");
    }
    answers.add(page("", made("notyet-1"))); // a minute after the session began
    answers.add("{\"Events\": []}");
    List<String> all = List.copyOf(answers);
    assertThat(trail.doingsBefore(SPEC, AT.plusSeconds(90)).calls()).hasSize(1);
    answers.clear();
    answers.addAll(all);
    assertThat(trail.doingsBefore(SPEC, AT.plusSeconds(30)).calls()).isEmpty();
  }

  @Test
  void a_log_that_could_not_be_hunted_in_is_a_gap_and_not_nothing() {
    status = 400;
    answers.add("{\"__type\": \"AccessDeniedException\", \"message\": \"planted\"}");
    assertThat(Persistence.in(trail.doings(SPEC, AT)))
        .hasSize(6)
        .extracting(Finding::what)
        .containsOnly("CloudTrail could not be looked at");
  }

  private static String made(String user) {
    return wrapped(
        "made",
        """
        {"eventID": "made", "eventTime": "2026-11-23T03:01:00Z",
         "eventSource": "iam.amazonaws.com", "eventName": "CreateUser",
         "awsRegion": "us-east-1", "requestParameters": {"userName": "%s"}}
        """
            .formatted(user));
  }

  private static String page(String next, String event) {
    return "{\"Events\": ["
        + event
        + "]"
        + (next.isEmpty() ? "" : ",\"NextToken\": \"" + next + "\"")
        + "}";
  }

  /** As the caller's user of another account shows in the log of the account that has the role. */
  private static String event(String id, String role, String more) {
    String event =
        """
        {"eventVersion": "1.08", "eventID": "%s", "eventTime": "%s", "eventSource": "sts.amazonaws.com",
         "eventName": "AssumeRole", "sourceIPAddress": "192.0.2.7",
         "userIdentity": {"type": "AWSAccount", "principalId": "AIDAEXAMPLE", "accountId": "222222222222"},
         "requestParameters": {"roleArn": "%s", "roleSessionName": "nightly",
           "externalId": "partner-4711"}%s}
        """
            .formatted(id, AT, role, more);
    return wrapped(id, event);
  }

  private static String wrapped(String id, String event) {
    try {
      return Wire.mapper().writeValueAsString(Map.of("EventId", id, "CloudTrailEvent", event));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
