package dev.rekey.activities.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.ledger.RotationHistory;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.testing.EmulatedFunction;
import dev.rekey.activities.testing.EmulatedRotation;
import dev.rekey.model.credential.PasswordPolicy;
import dev.rekey.model.credential.PostgresStrategy.AlternatingUsers;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.model.rotation.StepResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Our function attached to a secret, as AWS Secrets Manager drives it. */
@Tag("aws")
@Tag("aws-process")
class NativeRotationTest {
  private static final SecretId SECRET = new SecretId("orders/db-Ab12Cd");
  private static final SecretId ROTATOR = new SecretId("rotator/native");
  private static final List<RotationStep> ROUTINE =
      List.of(RotationStep.CREATE, RotationStep.DEPLOY, RotationStep.VERIFY, RotationStep.REVOKE);
  private static final String FIRST = "planted-first-password-0a9b";

  @Test
  void rotate_secret_makes_the_new_login_current_and_the_same_version_is_then_verified_and_revoked()
      throws Exception {
    try (EmulatedRotation world = new EmulatedRotation()) {
      PostgresUser spec = enrolled(world);
      EmulatedFunction function =
          EmulatedFunction.of(
              world.lambda(),
              world.role(),
              "rekey-native",
              PostgresUserFunction.class,
              world.installation());
      VersionId next = new VersionId(UUID.randomUUID().toString());
      world
          .secrets()
          .rotateSecret(
              rotate ->
                  rotate
                      .secretId(SECRET.value())
                      .clientRequestToken(next.value())
                      .rotationLambdaARN(function.arn())
                      .rotationRules(rules -> rules.automaticallyAfterDays(30L)));
      awaitCurrent(world, next);
      assertThat(world.current(SECRET, "username")).isEqualTo("orders_b");
      assertThat(world.current(SECRET, "engine")).isEqualTo("postgres");
      String fresh = world.current(SECRET, "password");
      assertThat(world.letsIn("orders_b", fresh)).isTrue();
      assertThat(world.letsIn("orders_a", FIRST)).isTrue();
      for (RotationStep step : ROUTINE) {
        assertThat(function.run(spec, next, step)).isInstanceOf(StepResult.Done.class);
      }
      assertThat(world.letsIn("orders_b", fresh)).isTrue();
      assertThat(world.letsIn("orders_a", FIRST)).isFalse();
      assertThat(new RotationHistory(world.ledger().ledger()).latest(Optional.of(SECRET), 9))
          .singleElement()
          .satisfies(past -> assertThat(past.outcome()).isEqualTo("rotated"));
    }
  }

  private static void awaitCurrent(EmulatedRotation world, VersionId version) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () -> {
              assertThat(world.labelled(SECRET, "AWSCURRENT")).containsExactly(version.value());
              assertThat(world.labelled(SECRET, "AWSPENDING")).isEmpty();
            });
  }

  private static PostgresUser enrolled(EmulatedRotation world) {
    world
        .server()
        .sql(
            "CREATE ROLE orders",
            "CREATE ROLE orders_a LOGIN IN ROLE orders PASSWORD '" + FIRST + "'");
    world.secret(ROTATOR, world.server().rotator("rotator", "orders", "orders_a"), Map.of());
    world.secret(SECRET, new Login("orders_a", SecretValue.of(FIRST)), Map.of());
    PostgresUser spec =
        new PostgresUser(
            SECRET,
            List.of(world.server().endpoint()),
            ROTATOR,
            AlternatingUsers.of("orders"),
            PasswordPolicy.DEFAULT);
    world.enrol(spec);
    return spec;
  }
}
