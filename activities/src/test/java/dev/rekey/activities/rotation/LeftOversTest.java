package dev.rekey.activities.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.store.Reader;
import dev.rekey.activities.testing.Credentials;
import dev.rekey.activities.testing.InMemoryTarget;
import dev.rekey.activities.testing.RotationDriver;
import dev.rekey.activities.testing.Striking;
import dev.rekey.activities.testing.World;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.credential.VersionStage;
import dev.rekey.model.rotation.RotationReason;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What earlier runs, other hands and restored backups left, and what a rotation makes of it. */
class LeftOversTest {
  private static final VersionId STUCK = version(8);
  private static final VersionId NEXT = version(9);

  static Stream<PostgresUser> credentials() {
    return Stream.of(Credentials.alternating(), Credentials.single());
  }

  @ParameterizedTest
  @MethodSource("credentials")
  void f03_a_pending_version_that_the_target_ignores_is_discarded(PostgresUser spec) {
    World<InMemoryTarget> world = World.of(spec);
    stage(world, STUCK);
    assertThat(rotate(world, NEXT, RotationReason.SCHEDULED)).isEmpty();
    assertOnly(world, NEXT);
  }

  @Test
  void f03_a_pending_version_that_the_target_honours_is_finished_first() {
    World<InMemoryTarget> world = World.of(Credentials.single());
    world.target().changeByHand(stage(world, STUCK));
    assertThat(rotate(world, NEXT, RotationReason.SCHEDULED)).isEmpty();
    assertOnly(world, NEXT);
    assertThat(world.label(VersionStage.AWSPREVIOUS)).contains(STUCK);
  }

  @Test
  void f19_a_response_finds_what_a_routine_rotation_left_and_overwrites_it() {
    World<InMemoryTarget> world = World.of(Credentials.single());
    world.target().changeByHand(stage(world, STUCK));
    assertThat(rotate(world, NEXT, RotationReason.COMPROMISED)).isEmpty();
    assertOnly(world, NEXT);
  }

  @Test
  void f19_a_response_ends_whoever_still_uses_the_other_user() {
    World<InMemoryTarget> world = World.of(Credentials.alternating());
    world.target().changeByHand(stage(world, STUCK));
    world.store().promote(world.spec().secret(), World.FIRST, STUCK); // deployed, nobody moved yet
    world.target().logIn(world.spec().identities().getFirst());
    assertThat(rotate(world, NEXT, RotationReason.COMPROMISED)).isEmpty();
    assertOnly(world, NEXT);
  }

  @Test
  void f04_a_new_value_that_the_target_refuses_is_taken_back() {
    World<InMemoryTarget> world = World.of(Credentials.single());
    Striking.Fault overwritten =
        after("ChoosingTarget.install", () -> world.target().changeByHand(unknown(world)));
    assertThat(rotate(world, NEXT, RotationReason.SCHEDULED, overwritten))
        .contains(FailureCode.NEW_REJECTED);
    assertOnly(world, World.FIRST);
  }

  @Test
  void f13_a_target_that_was_set_back_to_an_earlier_version_is_rotated_on() {
    World<InMemoryTarget> world = World.of(Credentials.single());
    assertThat(rotate(world, STUCK, RotationReason.SCHEDULED)).isEmpty();
    world.target().changeByHand(value(world, World.FIRST));
    assertThat(rotate(world, NEXT, RotationReason.SCHEDULED)).isEmpty();
    assertOnly(world, NEXT);
  }

  @Test
  void f13_a_target_that_refuses_every_version_is_left_alone_until_a_person_asks() {
    World<InMemoryTarget> world = World.of(Credentials.single());
    Login foreign = unknown(world);
    world.target().changeByHand(foreign);
    assertThat(rotate(world, STUCK, RotationReason.SCHEDULED)).contains(FailureCode.DRIFTED);
    assertThat(world.target().accepts(foreign)).isTrue();
    assertThat(world.current()).isEqualTo(World.FIRST);
    assertThat(rotate(world, NEXT, RotationReason.RECONCILE)).isEmpty();
    assertOnly(world, NEXT);
  }

  @Test
  void f14_looking_for_drift_costs_an_account_three_log_ins() {
    World<InMemoryTarget> world = World.of(Credentials.single());
    for (int i = 1; i < 6; i++) {
      assertThat(rotate(world, version(i + 20), RotationReason.SCHEDULED)).isEmpty();
    }
    stage(world, STUCK);
    world.target().changeByHand(unknown(world));
    int[] tried = new int[1];
    Striking.Fault counting = after("ChoosingTarget.tryOut", () -> tried[0]++);
    assertThat(rotate(world, NEXT, RotationReason.SCHEDULED, counting))
        .contains(FailureCode.DRIFTED);
    assertThat(tried[0]).isEqualTo(3);
  }

  @Test
  void f18_a_version_that_another_hand_made_current_is_not_overwritten() {
    World<InMemoryTarget> world = World.of(Credentials.alternating());
    Striking.Fault foreign =
        after(
            "ChoosingTarget.compare",
            () -> {
              stage(world, STUCK);
              world.store().promote(world.spec().secret(), World.FIRST, STUCK);
            });
    assertThat(rotate(world, NEXT, RotationReason.SCHEDULED, foreign))
        .contains(FailureCode.FOREIGN_WRITE);
    assertThat(world.current()).isEqualTo(STUCK);
    assertThat(world.accepts(NEXT)).isFalse();
    assertThat(world.accepts(World.FIRST)).as("nobody else's login is touched").isTrue();
  }

  private static Optional<FailureCode> rotate(
      World<InMemoryTarget> world, VersionId version, RotationReason reason) {
    return rotate(world, version, reason, after("nothing", () -> {}));
  }

  private static Optional<FailureCode> rotate(
      World<InMemoryTarget> world, VersionId version, RotationReason reason, Striking.Fault fault) {
    return new RotationDriver(
            world.steps(fault), world.spec(), version, reason, world::consumerCatchesUp)
        .run();
  }

  private static Login stage(World<InMemoryTarget> world, VersionId version) {
    String identity = world.spec().identities().getLast();
    Login login = new Login(identity, SecretValue.of("left-over-value-" + version.value()));
    world.store().stage(world.spec().secret(), version, login);
    return login;
  }

  private static Login value(World<InMemoryTarget> world, VersionId version) {
    return world.store().read(world.spec().secret(), version, Reader.rekey("test")).orElseThrow();
  }

  private static Login unknown(World<InMemoryTarget> world) {
    return new Login(
        world.spec().identities().getFirst(), SecretValue.of("changed-by-another-hand"));
  }

  private static void assertOnly(World<InMemoryTarget> world, VersionId version) {
    assertThat(world.current()).isEqualTo(version);
    assertThat(world.accepts(version)).isTrue();
    assertThat(world.label(VersionStage.AWSPENDING)).isEmpty();
    assertThat(world.store().versions(world.spec().secret()).stream().filter(world::accepts))
        .containsExactly(version);
  }

  private static Striking.Fault after(String where, Runnable what) {
    return new Striking.Fault() {
      @Override
      public void before(String call) {}

      @Override
      public void after(String call) {
        if (call.equals(where)) {
          what.run();
        }
      }
    };
  }

  private static VersionId version(int number) {
    return new VersionId(new UUID(number, 3).toString());
  }
}
