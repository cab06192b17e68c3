package dev.rekey.activities.target.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rekey.activities.Deed;
import dev.rekey.activities.Wire;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.target.Outcome;
import dev.rekey.activities.target.Together.Suspect;
import dev.rekey.activities.target.Trial;
import dev.rekey.activities.target.Trial.Verdict;
import dev.rekey.activities.testing.PostgresServer;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.credential.PostgresStrategy;
import dev.rekey.model.credential.PostgresUser;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Endpoints that RDS tells of, on a real server and a real streaming copy of it. */
@SuppressWarnings("NullAway.Init") // before all, and before each
class RdsEndpointsTest extends PostgresSuite {
  private static final Duration LONGER_THAN_KEPT = Duration.ofSeconds(6);

  private final Databases.Time time = new Databases.Time();
  private PostgresServer copy;
  private RdsInMemory rds;
  private PostgresTarget looking;

  @BeforeAll
  void copy() {
    copy = server.replica();
  }

  @AfterAll
  void stopCopy() {
    copy.close();
  }

  @BeforeEach
  void cluster() {
    rds =
        new RdsInMemory(time, (user, password) -> {})
            .has(Databases.member("orders-1", server))
            .has(Databases.member("orders-2", copy))
            .has(Databases.cluster("orders-1", "orders-2", "orders-1"));
    looking =
        new PostgresTarget(4096, Duration.ofSeconds(2), new AwsRds(region -> rds), time, time);
    await().until(() -> !seenAtTheCopy().isEmpty());
  }

  private List<String> seenAtTheCopy() {
    return copy.query(
        "SELECT 1 FROM pg_authid WHERE rolpassword IS NOT NULL AND rolname = '"
            + app.rotator().identity()
            + "'");
  }

  private PostgresUser spec() {
    return Databases.spec(PostgresStrategy.AlternatingUsers.of(app.group()), Databases.CLUSTER);
  }

  private List<Verdict> verdicts(Login login) {
    return looking.tryOut(spec(), login).stream().map(Trial::verdict).toList();
  }

  @Test
  void the_member_that_takes_writes_is_changed_and_every_member_is_tried() {
    looking.validate(spec(), app.rotator(), app.current());
    Login next = looking.next(spec(), app.current());
    Instant since = looking.install(spec(), app.rotator(), next, app.current());
    await().until(() -> verdicts(next).equals(List.of(Verdict.ACCEPTED, Verdict.ACCEPTED)));
    assertThat(looking.tryOut(spec(), next))
        .extracting(Trial::endpoint)
        .containsExactly(server.endpoint().name(), copy.endpoint(true).name());
    assertThat(looking.revoke(spec(), app.rotator(), app.current(), since, false)).isEmpty();
    await().until(() -> verdicts(app.current()).equals(List.of(Verdict.REFUSED, Verdict.REFUSED)));
  }

  @Test
  void after_a_failover_the_next_step_is_taken_where_writes_are_taken_now() {
    Login next = looking.next(spec(), app.current());
    Instant since = looking.install(spec(), app.rotator(), next, app.current());
    await().until(() -> verdicts(next).equals(List.of(Verdict.ACCEPTED, Verdict.ACCEPTED)));
    try (PostgresServer successor = server.replica()) {
      successor.sql("SELECT pg_promote()");
      rds.has(Databases.member("orders-3", successor))
          .has(Databases.cluster("orders-3", "orders-3"));
      time.passing(LONGER_THAN_KEPT);
      assertThat(looking.revoke(spec(), app.rotator(), app.current(), since, false)).isEmpty();
      assertThat(looking.tryOut(spec(), app.current()))
          .containsExactly(new Trial(successor.endpoint().name(), Verdict.REFUSED));
    }
    assertThat(target.tryOut(app.spec(server.endpoint()), app.current()).getFirst().verdict())
        .as("the server that is none any more was left alone")
        .isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void a_reader_that_came_later_is_tried_as_well() {
    rds.has(Databases.cluster("orders-1", "orders-1"));
    assertThat(verdicts(app.current())).containsExactly(Verdict.ACCEPTED);
    rds.has(Databases.cluster("orders-1", "orders-1", "orders-2"));
    time.passing(LONGER_THAN_KEPT);
    assertThat(verdicts(app.current())).hasSize(2);
  }

  @Test
  void a_member_without_an_address_is_unknown_and_so_is_every_proof() {
    rds.has(Databases.cluster("orders-1", "orders-1", "orders-9"));
    assertThat(verdicts(app.current())).containsExactly(Verdict.UNKNOWN, Verdict.ACCEPTED);
    Login next = looking.next(spec(), app.current());
    assertThat(failure(() -> looking.install(spec(), app.rotator(), next, app.current())).reason())
        .isEqualTo("orders-9 of RDS cluster orders in eu-central-1 has no address yet");
  }

  @Test
  void a_cluster_between_two_writers_waits_for_one() {
    rds.has(Databases.cluster("nobody", "orders-1", "orders-2"));
    assertThat(failure(() -> looking.validate(spec(), app.rotator(), app.current())).code())
        .isEqualTo(FailureCode.TARGET_UNAVAILABLE);
  }

  @Test
  void when_rds_does_not_answer_nothing_is_refused_yet_containment_acts_where_it_can() {
    assertThat(verdicts(app.current())).hasSize(2); // so the members are known
    rds.fails("InternalFailure", 500);
    time.passing(LONGER_THAN_KEPT);
    Outcome<List<Deed>> contained =
        looking
            .together()
            .contain(app.rotator(), List.of(new Suspect<>(spec(), Optional.empty())))
            .getFirst();
    assertThat(failure(contained::orThrow).code()).isEqualTo(FailureCode.TARGET_UNAVAILABLE);
    assertThat(target.tryOut(app.spec(server.endpoint()), app.current()).getFirst().verdict())
        .isEqualTo(Verdict.REFUSED);
    assertThat(verdicts(app.current()).getFirst())
        .as("who is not heard of may let it in")
        .isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void of_a_database_that_was_never_seen_nothing_is_known_and_nothing_done() {
    rds.fails("Throttling", 400);
    assertThat(verdicts(app.current())).containsExactly(Verdict.UNKNOWN);
    List<Suspect<PostgresUser>> leaked = List.of(new Suspect<>(spec(), Optional.empty()));
    assertThat(
            failure(() -> looking.together().contain(app.rotator(), leaked).getFirst().orThrow())
                .code())
        .isEqualTo(FailureCode.THROTTLED);
  }

  @Test
  void what_was_enrolled_before_there_was_rds_is_read_as_it_was() throws Exception {
    PostgresUser typed = app.spec(server.endpoint());
    ObjectNode json = Wire.mapper().valueToTree(typed);
    json.remove("rds");
    assertThat(Wire.mapper().treeToValue(json, CredentialSpec.class)).isEqualTo(typed);
    String looked = Wire.mapper().writeValueAsString(spec());
    assertThat(Wire.mapper().readValue(looked, CredentialSpec.class)).isEqualTo(spec());
  }

  @Test
  void a_target_that_is_to_ask_nobody_says_so() {
    assertThat(failure(() -> target.validate(spec(), app.rotator(), app.current())).code())
        .isEqualTo(FailureCode.BAD_REQUEST);
  }
}
