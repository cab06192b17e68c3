package dev.rekey.activities.rotation;

import static dev.rekey.model.rotation.RotationStep.CREATE;
import static dev.rekey.model.rotation.RotationStep.DEPLOY;
import static dev.rekey.model.rotation.RotationStep.REVOKE;
import static dev.rekey.model.rotation.RotationStep.VERIFY;
import static dev.rekey.model.rotation.RotationStep.WITHDRAW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.store.Reader;
import dev.rekey.activities.testing.Credentials;
import dev.rekey.activities.testing.InMemoryTarget;
import dev.rekey.activities.testing.Striking;
import dev.rekey.activities.testing.World;
import dev.rekey.model.consumer.ConsumerId;
import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.rotation.Fact;
import dev.rekey.model.rotation.Force;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.model.rotation.StepRequest;
import dev.rekey.model.rotation.StepResult;
import dev.rekey.model.rotation.UserOfOld;
import dev.rekey.model.rotation.UserOfOld.ConsumerBehind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Consumers that are down, come late, or are removed, while a rotation runs. */
class ConsumersTest {
  private static final VersionId NEXT = new VersionId("00000000-0000-0000-0000-000000000002");
  private static final Instant LATER = Instant.parse("2030-01-01T00:00:00Z");
  private static final ConsumerId LATE = new ConsumerId("late");
  private static final Force FORCE = new Force("ann", "bob", "it is gone", Instant.EPOCH);

  private World<InMemoryTarget> world = World.of(Credentials.alternating());

  @Test
  void f7_a_consumer_that_is_down_keeps_the_gate_shut_and_is_named_with_owner_and_reason() {
    world.delivery().goDown(World.BATCH);
    deployed();
    assertThat(waiting(VERIFY))
        .containsExactly(behind("version " + World.FIRST + ", and could not be told: it is down"));
    assertThat(waiting(REVOKE)).hasSize(1);
    assertThat(world.current()).isEqualTo(NEXT);
    assertThat(world.accepts(World.FIRST)).isTrue();
  }

  @Test
  void f7_a_consumer_that_comes_back_is_told_at_the_next_look_and_the_rotation_ends() {
    world.delivery().goDown(World.BATCH);
    deployed();
    waiting(VERIFY);
    world.delivery().comeBack(World.BATCH);
    assertThat(done(VERIFY))
        .extracting(Fact::what)
        .containsExactly("acknowledged the version", "nobody uses the old version");
    assertThat(world.delivery().toldTo(World.BATCH)).contains(NEXT);
    done(REVOKE);
    assertThat(world.accepts(World.FIRST)).isFalse();
  }

  @Test
  void f22_a_consumer_that_is_registered_in_the_middle_joins_the_present_phase() {
    deployed();
    done(VERIFY);
    world.register(LATE);
    assertThat(waiting(REVOKE))
        .containsExactly(
            new ConsumerBehind(LATE, "bob@example.com", "what it had before it was registered"));
    done(VERIFY);
    assertThat(world.delivery().toldTo(LATE)).contains(NEXT);
    done(REVOKE);
  }

  @Test
  void f22_a_consumer_that_is_registered_during_a_withdrawal_gets_the_old_version() {
    deployed();
    world.delivery().goDown(World.BATCH);
    waiting(WITHDRAW);
    world.register(LATE);
    waiting(WITHDRAW);
    assertThat(world.delivery().toldTo(LATE)).contains(World.FIRST);
  }

  @Test
  void a_withdrawal_names_whom_it_cannot_tell_and_ends_when_it_is_removed() {
    deployed();
    world.delivery().goDown(World.BATCH);
    assertThat(waiting(WITHDRAW))
        .contains(behind("version " + NEXT + ", and could not be told: it is down"));
    assertThat(world.current()).isEqualTo(World.FIRST);
    assertThat(world.accepts(World.FIRST)).isTrue();
    assertThat(world.accepts(NEXT)).as("somebody may still use it").isTrue();
    world.consumerCatchesUp();
    world.consumers().remove(World.BATCH);
    done(WITHDRAW);
    assertThat(world.accepts(NEXT)).isFalse();
  }

  @Test
  void a_withdrawal_ends_when_two_persons_say_so_although_somebody_cannot_be_told() {
    deployed();
    world.delivery().goDown(World.BATCH);
    waiting(WITHDRAW);
    assertThat(run(WITHDRAW, Optional.of(FORCE), RotationReason.SCHEDULED))
        .isInstanceOf(StepResult.Done.class);
    assertThat(world.accepts(NEXT)).isFalse();
    assertThat(world.accepts(World.FIRST)).isTrue();
  }

  @Test
  void with_one_user_a_withdrawal_waits_only_for_those_whom_it_cannot_tell() {
    world = World.of(Credentials.single());
    deployed();
    world.delivery().goDown(World.BATCH);
    assertThat(waiting(WITHDRAW)).hasSize(1);
    assertThat(world.accepts(World.FIRST)).isTrue();
    world.delivery().comeBack(World.BATCH);
    done(WITHDRAW);
    assertThat(world.delivery().toldTo(World.BATCH)).contains(World.FIRST);
  }

  @Test
  void in_a_compromise_nobody_waits_for_a_consumer_and_the_history_names_it() {
    world.delivery().goDown(World.BATCH);
    for (RotationStep step : List.of(REVOKE, CREATE, DEPLOY, VERIFY, REVOKE)) {
      StepResult result = run(step, Optional.empty(), RotationReason.COMPROMISED);
      assertThat(result).isInstanceOf(StepResult.Done.class);
      if (step == DEPLOY) {
        assertThat(((StepResult.Done) result).facts())
            .anyMatch(fact -> fact.what().equals("could not be told: it is down"));
      }
    }
    assertThat(world.accepts(World.FIRST)).isFalse();
  }

  @Test
  void a_consumer_that_is_removed_while_it_is_told_is_nobody_to_wait_for() {
    done(CREATE);
    world.delivery().meanwhile(() -> world.consumers().remove(World.BATCH));
    done(DEPLOY);
    world.consumerCatchesUp();
    done(VERIFY);
  }

  @Test
  void a_removed_consumer_that_read_the_old_version_is_an_unknown_reader() {
    reads(World.FIRST, "orders");
    done(CREATE);
    done(DEPLOY);
    assertThat(waiting(VERIFY)).hasSize(1).first().isInstanceOf(ConsumerBehind.class);
    world.consumers().remove(World.ORDERS);
    assertThat(waiting(VERIFY))
        .singleElement()
        .isInstanceOfSatisfying(
            UserOfOld.UnknownReader.class,
            reader -> assertThat(reader.principal()).isEqualTo("orders"));
    assertThat(waiting(REVOKE)).hasSize(1);
  }

  @Test
  void a_removed_consumer_that_had_moved_on_is_no_reader_of_the_old_version() {
    reads(World.FIRST, "orders");
    deployed();
    world.consumers().acknowledge(World.ORDERS, world.spec().secret(), NEXT, LATER);
    world.consumers().remove(World.ORDERS);
    done(VERIFY);
  }

  @Test
  void a_file_under_the_name_of_a_removed_reader_does_not_vouch_for_it() {
    reads(World.FIRST, "orders");
    world.consumers().remove(World.ORDERS);
    world.register(World.ORDERS);
    done(CREATE);
    done(DEPLOY);
    assertThat(waiting(VERIFY)).hasSize(1).first().isInstanceOf(UserOfOld.UnknownReader.class);
  }

  private void deployed() {
    done(CREATE);
    done(DEPLOY);
    world.consumerCatchesUp();
  }

  private void reads(VersionId version, String principal) {
    CredentialSpec spec = world.spec();
    world.store().read(spec.secret(), version, new Reader(principal, "consumption", "10.0.0.1"));
  }

  private static UserOfOld behind(String holds) {
    return new ConsumerBehind(World.BATCH, "bob@example.com", holds);
  }

  private List<UserOfOld> waiting(RotationStep step) {
    return ((StepResult.Waiting) run(step, Optional.empty(), RotationReason.SCHEDULED)).users();
  }

  private List<Fact> done(RotationStep step) {
    return ((StepResult.Done) run(step, Optional.empty(), RotationReason.SCHEDULED)).facts();
  }

  private StepResult run(RotationStep step, Optional<Force> force, RotationReason reason) {
    Striking.Fault none =
        new Striking.Fault() {
          @Override
          public void before(String call) {}

          @Override
          public void after(String call) {}
        };
    return world.steps(none).run(new StepRequest(step, world.spec(), NEXT, reason, "ann", force));
  }
}
