package dev.rekey.activities.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.Pause;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.target.postgres.Enrolled;
import dev.rekey.activities.target.postgres.PostgresTarget;
import dev.rekey.activities.testing.InMemoryConsumers;
import dev.rekey.activities.testing.InMemoryRotationLog;
import dev.rekey.activities.testing.InMemorySecretStore;
import dev.rekey.activities.testing.PostgresServer;
import dev.rekey.activities.testing.ScriptedDelivery;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.PostgresEndpoint;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.incident.Affected;
import dev.rekey.model.incident.CredentialAnswer;
import dev.rekey.model.incident.Finding;
import dev.rekey.model.incident.IncidentId;
import dev.rekey.model.incident.ResponseCall;
import dev.rekey.model.incident.ResponseReply;
import dev.rekey.model.incident.ResponseRequest;
import dev.rekey.model.rotation.Fact;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a response asks about a PostgreSQL login, against an opponent who fights back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // before all, and before each
class ResponseStepsTest {
  private static final VersionId FIRST = new VersionId("11111111-1111-1111-1111-111111111111");
  private static final VersionId SECOND = new VersionId("22222222-2222-2222-2222-222222222222");
  private static final String SECOND_PASSWORD = "Planted2second3password4in5the6same7log8";

  private final PostgresTarget target = new PostgresTarget(4096, Duration.ofSeconds(2));
  private InMemorySecretStore store;
  private PostgresServer server;
  private Enrolled app;
  private PostgresUser spec;

  @BeforeAll
  void start() {
    server = PostgresServer.start();
  }

  @AfterAll
  void stop() {
    target.close();
    server.close();
  }

  /** A rotation is in flight: both users are alive, and both values are in the store. */
  @BeforeEach
  void enrol() {
    app = Enrolled.at(server, "leak");
    spec = app.spec(server.endpoint());
    store = new InMemorySecretStore();
    store.create(spec.secret(), FIRST, app.current());
    Login second = new Login(app.group() + "_b", SecretValue.of(SECOND_PASSWORD));
    store.stage(spec.secret(), SECOND, second);
    target.install(spec, app.rotator(), second, app.current());
  }

  private CredentialAnswer ask(ResponseCall call, PostgresUser about, Optional<VersionId> kept) {
    return ask(call, new Affected(about, kept));
  }

  private CredentialAnswer.Seen probe(PostgresUser about, VersionId... values) {
    List<String> named = Stream.of(values).map(VersionId::value).toList();
    return (CredentialAnswer.Seen)
        ask(ResponseCall.PROBE, new Affected(about, Optional.empty(), named));
  }

  private CredentialAnswer ask(ResponseCall call, Affected affected) {
    Ports ports =
        new Ports(
            store,
            store,
            credential -> new Subject<>(target, (PostgresUser) credential, app.rotator()),
            new InMemoryConsumers(),
            new ScriptedDelivery(),
            new InMemoryRotationLog(),
            ResponseStepsTest::atOnce,
            InstantSource.system(),
            Pause::really);
    ResponseReply reply =
        new ResponseSteps(ports)
            .run(
                new ResponseRequest(
                    call, new IncidentId("INC-0123456789AB"), List.of(affected), Instant.EPOCH));
    return ((ResponseReply.Answered) reply).answers().getFirst();
  }

  private static <T> T atOnce(SecretId secret, Supplier<T> work) {
    return work.get();
  }

  private CredentialAnswer.Seen seen(ResponseCall call) {
    return (CredentialAnswer.Seen) ask(call, spec, Optional.empty());
  }

  private FailureCode failed(ResponseCall call, PostgresUser about) {
    return ((CredentialAnswer.Failed) ask(call, about, Optional.empty())).code();
  }

  @Test
  void s19_both_values_of_a_rotation_in_flight_are_contained_and_each_is_proven_refused() {
    assertThat(failed(ResponseCall.PROVE, spec)).isEqualTo(FailureCode.STILL_ACCEPTED);
    seen(ResponseCall.CONTAIN);
    assertThat(seen(ResponseCall.PROVE).facts())
        .extracting(Fact::what)
        .contains(
            "value of version " + FIRST + " refused",
            "value of version " + SECOND + " refused",
            "nothing opened with it acts any more");
  }

  @Test
  void s06_a_session_that_is_left_is_no_proof_although_no_value_logs_in() throws Exception {
    try (Connection pool = server.connect(app.group() + "_a", Enrolled.PLANTED)) {
      server.sql(
          "ALTER ROLE " + app.group() + "_a NOLOGIN", "ALTER ROLE " + app.group() + "_b NOLOGIN");
      assertThat(failed(ResponseCall.PROVE, spec)).isEqualTo(FailureCode.STILL_ACCEPTED);
      seen(ResponseCall.CONTAIN);
      assertThat(pool.isValid(2)).isFalse();
    }
    assertThat(seen(ResponseCall.PROVE).facts()).isNotEmpty();
  }

  @Test
  void an_endpoint_that_gives_no_answer_is_no_refusal() {
    seen(ResponseCall.CONTAIN);
    PostgresEndpoint silent =
        new PostgresEndpoint("127.0.0.1", 1, "postgres", true, Optional.empty());
    PostgresUser half = app.spec(server.endpoint(), silent);
    assertThat(failed(ResponseCall.PROVE, half)).isEqualTo(FailureCode.TARGET_UNAVAILABLE);
    assertThat(failed(ResponseCall.ENUMERATE, half)).isEqualTo(FailureCode.TARGET_UNAVAILABLE);
  }

  @Test
  void s02_an_opponent_who_lets_himself_in_again_is_alive_until_he_is_contained_again() {
    seen(ResponseCall.CONTAIN);
    assertThat(seen(ResponseCall.ENUMERATE).living()).isEmpty();
    server.sql("ALTER ROLE " + app.group() + "_b LOGIN");
    assertThat(seen(ResponseCall.ENUMERATE).living())
        .singleElement()
        .satisfies(alive -> assertThat(alive.identity()).isEqualTo(app.group() + "_b"));
    assertThat(failed(ResponseCall.PROVE, spec)).isEqualTo(FailureCode.STILL_ACCEPTED);
    seen(ResponseCall.CONTAIN);
    assertThat(seen(ResponseCall.ENUMERATE).living()).isEmpty();
  }

  @Test
  void a_second_login_that_the_identity_made_is_found_and_our_own_membership_is_not() {
    String leaked = app.group() + "_a";
    server.sql(
        "ALTER ROLE " + leaked + " CREATEROLE",
        "SET ROLE " + leaked,
        "CREATE ROLE back_" + app.group() + " LOGIN",
        "RESET ROLE",
        "CREATE ROLE guest_" + app.group() + " LOGIN",
        "GRANT " + leaked + " TO guest_" + app.group());
    List<Finding> found = seen(ResponseCall.HUNT).findings();
    assertThat(found)
        .extracting(Finding::identity)
        .contains("back_" + app.group(), "guest_" + app.group())
        .doesNotContain(app.rotator().identity());
    assertThat(found)
        .extracting(Finding::what)
        .contains("role that " + leaked + " may change", "role that is a member of " + leaked);
  }

  @Test
  void the_new_version_alone_may_live_after_recovery() throws Exception {
    seen(ResponseCall.CONTAIN);
    server.sql("ALTER ROLE " + app.group() + "_b LOGIN");
    try (Connection workload = server.connect(app.group() + "_b", SECOND_PASSWORD)) {
      CredentialAnswer answer = ask(ResponseCall.ENUMERATE, spec, Optional.of(SECOND));
      assertThat(((CredentialAnswer.Seen) answer).living()).isEmpty();
      ask(ResponseCall.CONTAIN, spec, Optional.of(SECOND));
      assertThat(workload.isValid(2)).isTrue();
    }
  }

  @Test
  void a_new_version_that_is_not_made_yet_holds_containment_up_no_more_than_none() {
    VersionId coming = new VersionId("33333333-3333-3333-3333-333333333333");
    assertThat(ask(ResponseCall.CONTAIN, spec, Optional.of(coming)))
        .isInstanceOf(CredentialAnswer.Seen.class);
    assertThat(seen(ResponseCall.ENUMERATE).living()).isEmpty();
  }

  @Test
  void a_reported_value_is_dead_only_where_each_endpoint_refuses_it_and_it_is_not_to_come()
      throws Exception {
    String oldUser = app.group() + "_a";
    assertThat(probe(spec, SECOND).living()).as("pending").hasSize(1);
    store.promote(spec.secret(), FIRST, SECOND);
    assertThat(probe(spec, FIRST).living()).as("not revoked yet").hasSize(1);
    try (Connection workload = server.connect(app.group() + "_b", SECOND_PASSWORD)) {
      server.sql("ALTER ROLE " + oldUser + " NOLOGIN");
      CredentialAnswer.Seen dead = probe(spec, FIRST);
      assertThat(dead.living()).isEmpty();
      assertThat(dead.facts()).extracting(Fact::what).allMatch(it -> it.contains("refused"));
      assertThat(dead.facts()).hasSize(1);
      assertThat(probe(spec, FIRST, SECOND).living()).as("both").hasSize(1);
      assertThat(workload.isValid(2)).isTrue();
    }
  }

  @Test
  void a_reported_value_that_cannot_be_tried_everywhere_is_not_dead() {
    store.promote(spec.secret(), FIRST, SECOND);
    server.sql("ALTER ROLE " + app.group() + "_a NOLOGIN");
    PostgresEndpoint silent =
        new PostgresEndpoint("127.0.0.1", 1, "postgres", true, Optional.empty());
    assertThat(probe(app.spec(server.endpoint(), silent), FIRST).living()).hasSize(1);
    assertThat(probe(spec, new VersionId("33333333-3333-3333-3333-333333333333")).living())
        .as("not in the store")
        .hasSize(1);
  }

  @Test
  void a_value_that_is_about_to_be_used_is_not_dead_although_everything_refuses_it_yet() {
    server.sql("ALTER ROLE " + app.group() + "_b NOLOGIN");
    assertThat(probe(spec, SECOND).living())
        .singleElement()
        .satisfies(alive -> assertThat(alive.what()).isEqualTo("value in use"));
  }
}
