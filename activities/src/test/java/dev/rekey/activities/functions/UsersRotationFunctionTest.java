package dev.rekey.activities.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.testing.EmulatedFunction;
import dev.rekey.activities.testing.EmulatedRotation;
import dev.rekey.model.credential.OutageAcceptance;
import dev.rekey.model.credential.PasswordPolicy;
import dev.rekey.model.credential.PostgresStrategy;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.credential.RotationFunction;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.model.rotation.StepResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A rotation function of a user's own, in Python by AWS's user guide, driven by ours. */
@Tag("aws")
@Tag("aws-process")
class UsersRotationFunctionTest {
  private static final String FIRST = "planted-first-password-0a9b";
  private static final String PLANTED = "planted-in-an-error-message";
  private static EmulatedRotation world;
  private static EmulatedFunction ours;

  @BeforeAll
  static void start() throws IOException {
    world = new EmulatedRotation();
    Map<String, String> environment = new HashMap<>(world.platform());
    environment.put("PLANTED", PLANTED);
    EmulatedFunction.of(
        world.lambda(),
        world.role(),
        "theirs",
        "python3.12",
        "rotate.handler",
        files(),
        environment);
    ours =
        EmulatedFunction.of(
            world.lambda(),
            world.role(),
            "rekey-rotation-function",
            RotationFunctionFunction.class,
            world.installation());
  }

  @AfterAll
  static void stop() {
    if (world != null) { // there is none where the test is skipped
      world.close();
    }
  }

  @Test
  void two_users_take_turns_and_the_one_before_is_revoked_each_time() throws Exception {
    RotationFunction spec = alternating("turns");
    rotate(spec);
    assertThat(world.letsIn("turns_a", FIRST)).isFalse();
    rotate(spec); // nobody may read the second login before, or the gate asks who that was
    assertThat(world.current(spec.secret(), "username")).isEqualTo("turns_a");
    assertThat(world.letsIn("turns_a", world.current(spec.secret(), "password"))).isTrue();
    assertThat(world.previous(spec.secret(), "username")).isEqualTo("turns_a_clone");
    assertThat(world.letsIn("turns_a_clone", world.previous(spec.secret(), "password"))).isFalse();
  }

  @Test
  void one_user_gets_a_new_password_and_the_old_one_is_proven_refused() throws Exception {
    RotationFunction spec = single("lonely");
    rotate(spec);
    assertThat(world.current(spec.secret(), "username")).isEqualTo("lonely_a");
    assertThat(world.letsIn("lonely_a", world.current(spec.secret(), "password"))).isTrue();
    assertThat(world.letsIn("lonely_a", FIRST)).isFalse();
  }

  @Test
  void a_function_that_fails_leaves_the_current_login_alone_and_says_nothing_through_us()
      throws Exception {
    RotationFunction spec = single("broken");
    world.server().sql("ALTER ROLE broken_a PASSWORD 'set-behind-everybodys-back'");
    StepResult answer = ours.run(spec, version(), RotationStep.CREATE);
    assertThat(answer)
        .isInstanceOfSatisfying(
            StepResult.Failed.class,
            failed -> assertThat(failed.reason()).doesNotContain(PLANTED, FIRST));
    assertThat(world.current(spec.secret(), "password")).isEqualTo(FIRST);
  }

  private static void rotate(RotationFunction spec) throws Exception {
    VersionId next = version();
    for (RotationStep step :
        List.of(
            RotationStep.CREATE,
            RotationStep.CREATE,
            RotationStep.DEPLOY,
            RotationStep.DEPLOY,
            RotationStep.VERIFY,
            RotationStep.REVOKE)) {
      assertThat(ours.run(spec, next, step)).as("%s", step).isInstanceOf(StepResult.Done.class);
    }
    assertThat(world.labelled(spec.secret(), "AWSCURRENT")).containsExactly(next.value());
    assertThat(world.labelled(spec.secret(), "AWSPENDING")).isEmpty();
  }

  private static RotationFunction alternating(String group) {
    return enrolled(
        group, new PostgresStrategy.AlternatingUsers(group, group + "_a", group + "_a_clone"));
  }

  private static RotationFunction single(String group) {
    return enrolled(
        group,
        new PostgresStrategy.SingleUser(
            group + "_a", new OutageAcceptance("ann", Instant.EPOCH, "a test")));
  }

  private static RotationFunction enrolled(String group, PostgresStrategy strategy) {
    String user = group + "_a";
    world
        .server()
        .sql(
            "CREATE ROLE " + group,
            "CREATE ROLE " + user + " LOGIN IN ROLE " + group + " PASSWORD '" + FIRST + "'");
    SecretId rotator = new SecretId("rotator/" + group);
    Login login = world.server().rotator("rotator_" + group, group, user);
    String master = world.secret(rotator, login, Map.of());
    SecretId secret = new SecretId("theirs/" + group);
    world.secret(
        secret,
        new Login(user, SecretValue.of(FIRST)),
        strategy.users().size() > 1 ? Map.of("masterarn", master) : Map.of());
    PostgresUser inner =
        new PostgresUser(
            secret, List.of(world.server().endpoint()), rotator, strategy, PasswordPolicy.DEFAULT);
    RotationFunction spec = new RotationFunction(secret, "theirs", inner);
    world.enrol(spec);
    world
        .secrets()
        .rotateSecret(
            rotate ->
                rotate
                    .secretId(secret.value())
                    .rotationLambdaARN("theirs")
                    .rotateImmediately(false));
    return spec;
  }

  private static VersionId version() {
    return new VersionId(UUID.randomUUID().toString());
  }

  private static Map<String, String> files() throws IOException {
    Map<String, String> files = new HashMap<>();
    for (String name : List.of("rotate.py", "postgres.py")) {
      try (InputStream file =
          Objects.requireNonNull(
              UsersRotationFunctionTest.class.getResourceAsStream("/rotation-function/" + name))) {
        files.put(name, new String(file.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return files;
  }
}
