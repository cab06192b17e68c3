package dev.rekey.activities.target.rotationfunction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.target.ChoosingTarget;
import dev.rekey.activities.target.ChoosingTargetContract;
import dev.rekey.activities.target.Targets;
import dev.rekey.activities.target.Trial.Verdict;
import dev.rekey.activities.target.postgres.Enrolled;
import dev.rekey.activities.target.postgres.PostgresTarget;
import dev.rekey.activities.testing.FunctionInMemory;
import dev.rekey.activities.testing.PostgresServer;
import dev.rekey.model.credential.PostgresEndpoint;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.credential.RotationFunction;
import dev.rekey.model.credential.VersionId;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A rotation function in memory, which does its work at a real server. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // before all, and before each
class RotationFunctionTargetTest extends ChoosingTargetContract<RotationFunction> {
  private final PostgresTarget postgres = new PostgresTarget();
  private PostgresServer server;
  private Enrolled app;
  private FunctionInMemory function;
  private RotationFunctionTarget target;

  @BeforeAll
  void start() {
    server = PostgresServer.start();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @BeforeEach
  void enrol() {
    app = Enrolled.at(server, "app");
    function =
        new FunctionInMemory(
            pending -> postgres.install(inner(), app.rotator(), pending, app.current()));
    target =
        new RotationFunctionTarget(
            Targets.only(PostgresUser.class, staging()),
            function,
            function.secrets(),
            InstantSource.system());
  }

  /** Every value that is chosen is staged at once, as the create step does. */
  @SuppressWarnings("unchecked") // the proxy of a generic interface
  private ChoosingTarget<PostgresUser> staging() {
    return (ChoosingTarget<PostgresUser>)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {ChoosingTarget.class},
            (proxy, method, arguments) -> {
              try {
                Object answer = method.invoke(postgres, arguments);
                if (answer instanceof Login chosen) {
                  function.stage(chosen);
                }
                return answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Override
  protected ChoosingTarget<RotationFunction> target() {
    return target;
  }

  private PostgresUser inner() {
    return app.spec(server.endpoint());
  }

  @Override
  protected RotationFunction spec() {
    return function("rotate-orders", inner());
  }

  private static RotationFunction function(String name, PostgresUser inner) {
    return new RotationFunction(inner.secret(), name, inner);
  }

  @Override
  protected RotationFunction unreachable() {
    return function(
        "rotate-orders",
        app.spec(new PostgresEndpoint("127.0.0.1", 1, "postgres", false, Optional.empty())));
  }

  @Override
  protected Login rotator() {
    return app.rotator();
  }

  @Override
  protected Login current() {
    return app.current();
  }

  @Override
  protected List<String> state() {
    return server.query(
        "SELECT a::text FROM pg_authid a UNION ALL SELECT m::text FROM pg_auth_members m"
            + " ORDER BY 1");
  }

  @Override
  protected AutoCloseable session(Login login) throws SQLException {
    return server.connect(login.identity(), login.value().reveal());
  }

  @Override
  protected boolean alive(AutoCloseable session) {
    try {
      return ((Connection) session).isValid(2);
    } catch (SQLException e) {
      return false;
    }
  }

  @Test
  void its_three_steps_are_driven_in_order_and_the_last_one_by_itself() {
    installed();
    assertThat(function.steps()).containsExactly("createSecret", "setSecret", "testSecret");
  }

  @Test
  void where_another_value_is_pending_the_function_is_not_called() {
    Login pending = fresh();
    function.stage(new Login(pending.identity(), SecretValue.of("a value that somebody staged")));
    assertThat(failed(pending).code().name()).isEqualTo("FOREIGN_WRITE");
    assertThat(function.steps()).isEmpty();
  }

  @Test
  void what_the_function_says_of_its_failure_stays_in_its_own_log() {
    Login pending = fresh();
    function.failIn("testSecret");
    StepFailedException failure = failed(pending);
    assertThat(failure.code().name()).isEqualTo("FUNCTION_UNAVAILABLE");
    assertThat(failure.reason())
        .contains("rotate-orders failed in testSecret", FunctionInMemory.REQUEST)
        .doesNotContain(FunctionInMemory.SAID);
  }

  @Test
  void f1_an_answer_that_was_lost_is_a_failure_to_try_again_after() {
    Login pending = fresh();
    function.fallSilent();
    StepFailedException failure = failed(pending);
    assertThat(failure.code().name()).isEqualTo("FUNCTION_UNAVAILABLE");
    assertThat(failure.reason()).doesNotContain(FunctionInMemory.SAID);
  }

  @Test
  void an_idle_user_that_somebody_uses_is_not_given_to_the_function() throws Exception {
    Login first = installed();
    try (AutoCloseable session = session(first)) {
      Login second = fresh();
      List<String> before = function.steps();
      assertThat(failed(second).code().name()).isEqualTo("IDLE_USER_IN_USE");
      assertThat(function.steps()).isEqualTo(before);
      assertThat(alive(session)).isTrue();
    }
  }

  @Test
  void a_function_that_is_not_there_is_found_out_before_anything_is_changed() {
    RotationFunction absent = function("nobody", inner());
    assertThat(failure(() -> target.validate(absent, rotator(), current()))).isEqualTo("NOT_FOUND");
  }

  @Test
  void finishing_calls_the_last_step_for_that_version() {
    fresh();
    VersionId version = function.version();
    target.finish(spec(), version);
    assertThat(function.steps()).containsExactly("finishSecret");
    assertThat(verdict(current())).isEqualTo(Verdict.ACCEPTED);
  }

  private StepFailedException failed(Login pending) {
    return catchThrowableOfType(
        StepFailedException.class, () -> target.install(spec(), rotator(), pending, current()));
  }
}
