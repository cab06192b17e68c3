package dev.rekey.activities.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.Pause;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.store.Reader;
import dev.rekey.activities.target.postgres.Enrolled;
import dev.rekey.activities.target.postgres.PostgresTarget;
import dev.rekey.activities.testing.InMemoryConsumers;
import dev.rekey.activities.testing.InMemoryRotationLog;
import dev.rekey.activities.testing.InMemorySecretStore;
import dev.rekey.activities.testing.PostgresServer;
import dev.rekey.activities.testing.ScriptedDelivery;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.OutageAcceptance;
import dev.rekey.model.credential.PasswordPolicy;
import dev.rekey.model.credential.PostgresStrategy;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.incident.Affected;
import dev.rekey.model.incident.CredentialAnswer;
import dev.rekey.model.incident.IncidentId;
import dev.rekey.model.incident.ResponseCall;
import dev.rekey.model.incident.ResponseReply;
import dev.rekey.model.incident.ResponseRequest;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** S20: the login by which Rekey rotates others leaked, at a real PostgreSQL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // before all, and before each
class LeakedRotatorStepsTest {
  private static final SecretId ROTATOR = new SecretId("orders/rotator");
  private static final SecretId ADMIN = new SecretId("ops/admin");

  /** Another name for the same login. */
  private static final SecretId SAME = new SecretId("ops/same");

  private final PostgresTarget target = new PostgresTarget(4096, Duration.ofSeconds(2));
  private InMemorySecretStore store;
  private PostgresServer server;
  private Enrolled app;
  private PostgresUser served;

  @BeforeAll
  void start() {
    server = PostgresServer.start();
  }

  @AfterAll
  void stop() {
    target.close();
    server.close();
  }

  @BeforeEach
  void an_administrator_rotates_the_rotator_which_rotates_a_login() {
    app = Enrolled.at(server, "serves");
    served = app.spec(server.endpoint());
    store = new InMemorySecretStore();
    put(served.secret(), app.current());
    put(ROTATOR, app.rotator());
    put(ADMIN, server.rotator("admin_" + app.group(), app.rotator().identity()));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whom_it_rotates_is_refused_before_it_is_refused_itself(boolean first) throws Exception {
    PostgresUser rotator = rotator(ADMIN);
    try (Connection stolen =
        server.connect(app.rotator().identity(), app.rotator().value().reveal())) {
      List<CredentialAnswer> answers =
          first
              ? ask(ResponseCall.CONTAIN, rotator, served)
              : ask(ResponseCall.CONTAIN, served, rotator);
      assertThat(answers).hasOnlyElementsOfType(CredentialAnswer.Seen.class);
      assertThat(stolen.isValid(2)).as("a session of the rotator").isFalse();
    }
    assertThat(mayLogIn(app.current().identity())).isEqualTo("f");
    assertThat(mayLogIn(app.rotator().identity())).isEqualTo("f");
  }

  @Test
  void whom_it_rotates_is_looked_at_again_once_it_has_a_new_password() {
    PostgresUser rotator = rotator(ADMIN);
    ask(ResponseCall.CONTAIN, rotator, served);
    assertThat(failed(ask(ResponseCall.ENUMERATE, rotator, served).getLast()))
        .isEqualTo(FailureCode.ROTATOR_REJECTED);
    Login next =
        new Login(
            app.rotator().identity(), SecretValue.of("Planted2rotator3password4in5the6same7log8"));
    Login admin = current(ADMIN);
    target.install(rotator, admin, next, app.rotator());
    put(ROTATOR, next);
    assertThat(ask(ResponseCall.ENUMERATE, served))
        .singleElement()
        .isInstanceOfSatisfying(
            CredentialAnswer.Seen.class, seen -> assertThat(seen.living()).isEmpty());
  }

  /** By itself it would be shut out before it has seen whether that holds. */
  @Test
  void by_itself_it_is_not_refused_and_whom_it_rotates_is_and_another_login_refuses_it() {
    put(SAME, app.rotator());
    PostgresUser itself = rotator(SAME);
    List<CredentialAnswer> answers = ask(ResponseCall.CONTAIN, itself, served);
    assertThat(failed(answers.getFirst())).isEqualTo(FailureCode.ROTATOR_SUSPECT);
    assertThat(answers.getLast()).isInstanceOf(CredentialAnswer.Seen.class);
    assertThat(mayLogIn(app.current().identity())).isEqualTo("f");
    assertThat(mayLogIn(app.rotator().identity())).as("people are asked to").isEqualTo("t");
    put(SAME, current(ADMIN));
    assertThat(ask(ResponseCall.CONTAIN, itself))
        .hasOnlyElementsOfType(CredentialAnswer.Seen.class);
    assertThat(mayLogIn(app.rotator().identity())).isEqualTo("f");
  }

  private PostgresUser rotator(SecretId by) {
    return new PostgresUser(
        ROTATOR,
        List.of(server.endpoint()),
        by,
        new PostgresStrategy.SingleUser(
            app.rotator().identity(), new OutageAcceptance("erin", Instant.EPOCH, "nightly")),
        PasswordPolicy.DEFAULT);
  }

  private String mayLogIn(String role) {
    return server
        .query("SELECT rolcanlogin FROM pg_roles WHERE rolname = '" + role + "'")
        .getFirst();
  }

  private void put(SecretId secret, Login login) {
    VersionId version = new VersionId(UUID.randomUUID().toString());
    Optional<VersionId> before = store.current(secret);
    if (before.isEmpty()) {
      store.create(secret, version, login);
    } else {
      store.stage(secret, version, login);
      store.promote(secret, before.get(), version);
    }
  }

  private Login current(SecretId secret) {
    return store
        .read(secret, store.current(secret).orElseThrow(), Reader.rekey("log in"))
        .orElseThrow();
  }

  private static FailureCode failed(CredentialAnswer answer) {
    return ((CredentialAnswer.Failed) answer).code();
  }

  private List<CredentialAnswer> ask(ResponseCall call, PostgresUser... about) {
    Ports ports =
        new Ports(
            store,
            store,
            spec ->
                new Subject<>(
                    target, (PostgresUser) spec, current(spec.rotatorSecret().orElseThrow())),
            new InMemoryConsumers(),
            new ScriptedDelivery(),
            new InMemoryRotationLog(),
            LeakedRotatorStepsTest::atOnce,
            InstantSource.system(),
            Pause::really);
    return ((ResponseReply.Answered)
            new ResponseSteps(ports)
                .run(
                    new ResponseRequest(
                        call,
                        new IncidentId("INC-0123456789AB"),
                        Stream.of(about).map(one -> new Affected(one, Optional.empty())).toList(),
                        Instant.EPOCH)))
        .answers();
  }

  private static <T> T atOnce(SecretId secret, Supplier<T> work) {
    return work.get();
  }
}
