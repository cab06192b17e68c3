package dev.rekey.activities.rollover;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.authority.Authorities;
import dev.rekey.activities.authority.own.InMemoryRegister;
import dev.rekey.activities.authority.own.OwnAuthority;
import dev.rekey.activities.authority.succession.Succession;
import dev.rekey.activities.ledger.LedgerCredentialLock;
import dev.rekey.activities.store.SecretStore;
import dev.rekey.activities.target.certificate.TlsCertificateTarget;
import dev.rekey.activities.testing.InMemoryConsumers;
import dev.rekey.activities.testing.InMemorySecretStore;
import dev.rekey.activities.testing.LedgerDatabase;
import dev.rekey.activities.testing.ScriptedDelivery;
import dev.rekey.activities.testing.Striking;
import dev.rekey.model.FailureCode;
import dev.rekey.model.consumer.Consumer;
import dev.rekey.model.consumer.ConsumerId;
import dev.rekey.model.credential.TlsCertificate;
import dev.rekey.model.credential.TlsEndpoint;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.rollover.RolloverOrder;
import dev.rekey.model.rollover.RolloverPhase;
import dev.rekey.model.rollover.RolloverReason;
import dev.rekey.model.rollover.RolloverReply;
import dev.rekey.model.rollover.RolloverRequest;
import dev.rekey.model.rollover.TrustBundle;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The steps of a rollover run twice, late, and after a crash. */
class RolloverStepsTest {
  private static final InstantSource CLOCK = InstantSource.system();
  private static final LedgerDatabase DATABASE = new LedgerDatabase();
  private static final ConsumerId SHOP = new ConsumerId("shop");

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  /** Two authorities, a consumer that believes the old one, and what may strike the store. */
  private static final class World implements Striking.Fault {
    private final InMemorySecretStore store = new InMemorySecretStore();
    private final InMemoryConsumers consumers = new InMemoryConsumers();
    private final ScriptedDelivery delivery = new ScriptedDelivery();
    private final Map<String, InMemoryRegister> registers =
        Map.of("old", new InMemoryRegister(), "new", new InMemoryRegister());
    private final RolloverOrder order;
    private final RolloverSteps steps;
    private int callsUntilCrash = -1;

    World(RolloverReason reason) {
      order =
          new RolloverOrder(
              "r-1",
              "old",
              "new",
              reason,
              "it ends",
              "ann",
              Optional.empty(),
              Optional.empty(),
              List.of());
      for (String name : registers.keySet()) {
        store.create(
            TlsCertificate.authoritySecret(name),
            version(name),
            OwnAuthority.make(name, URI.create("http://127.0.0.1:1"), CLOCK));
      }
      consumers.register(
          new Consumer.FilePush(SHOP, TrustBundle.of("old"), "erin", "/roots.pem", List.of()));
      Authorities authorities =
          new Authorities(
              Map.of(
                  OwnAuthority.KIND,
                  (name, login) -> new OwnAuthority(name, login, registers.get(name), CLOCK)));
      steps =
          new RolloverSteps(
              DATABASE.ledger(),
              Striking.around(SecretStore.class, store, this),
              consumers,
              delivery,
              new TlsCertificateTarget(authorities, CLOCK, Duration.ofSeconds(5)),
              new LedgerCredentialLock(DATABASE.ledger()),
              CLOCK);
    }

    private static VersionId version(String name) {
      return new VersionId(name + "-0000-0000-0000-0000-0000-000000000000");
    }

    @Override
    public void before(String call) {}

    @Override
    public void after(String call) {
      if (callsUntilCrash > 0) {
        callsUntilCrash--;
        if (callsUntilCrash == 0) {
          throw new StepFailedException(FailureCode.STORE_UNAVAILABLE, "as planned");
        }
      }
    }

    /** Runs a step, and once more if it crashed. */
    RolloverReply.Standing run(RolloverRequest request) {
      try {
        return (RolloverReply.Standing) steps.run(request);
      } catch (StepFailedException crashed) {
        return (RolloverReply.Standing) steps.run(request);
      }
    }

    RolloverReply.Standing enter(RolloverPhase phase) {
      return run(new RolloverRequest.Enter(order, phase));
    }

    RolloverReply.Standing believe() {
      return run(new RolloverRequest.Believe(order));
    }

    Succession standing() {
      return Succession.of("old", new KnownAuthorities(store).of("old"));
    }

    List<String> believed() {
      return standing().members().stream()
          .filter(Succession.Member::believed)
          .map(Succession.Member::name)
          .toList();
    }

    long unrevoked() {
      return registers.entrySet().stream()
          .mapToLong(
              one -> {
                long[] issued = {0};
                one.getValue().each(one.getKey(), certificate -> issued[0]++);
                return issued[0] - one.getValue().revocations(one.getKey()).size();
              })
          .sum();
    }
  }

  @Test
  void the_phases_follow_each_other_and_what_comes_late_changes_nothing() {
    World world = new World(RolloverReason.PLANNED);
    world.enter(RolloverPhase.TRUST_BOTH);
    assertThat(world.standing().issuing()).contains("old");
    assertThat(world.believed()).containsExactly("new", "old");
    assertThat(world.believe().obstacles()).isEmpty();
    assertThat(world.delivery.toldTo(SHOP)).isPresent();
    world.enter(RolloverPhase.REISSUE);
    world.enter(RolloverPhase.TRUST_BOTH);
    assertThat(world.standing().issuing()).contains("new");
    world.enter(RolloverPhase.RETIRE_OLD);
    world.enter(RolloverPhase.REISSUE);
    assertThat(world.believed()).containsExactly("new");
  }

  @Test
  void a_compromised_one_certifies_nothing_from_the_first_phase_on() {
    World world = new World(RolloverReason.COMPROMISED);
    world.enter(RolloverPhase.STOP_ISSUANCE);
    assertThat(world.standing().issuing()).isEmpty();
    assertThat(world.believed()).containsExactly("old");
    world.enter(RolloverPhase.TRUST_BOTH);
    assertThat(world.standing().issuing()).isEmpty();
    assertThat(world.believed()).containsExactly("new", "old");
  }

  @Test
  void who_is_behind_is_named_and_told_again() {
    World world = new World(RolloverReason.PLANNED);
    world.enter(RolloverPhase.TRUST_BOTH);
    world.delivery.goDown(SHOP);
    assertThat(world.believe().obstacles()).first().asString().contains("shop", "erin");
    world.delivery.comeBack(SHOP);
    assertThat(world.believe().obstacles()).isEmpty();
  }

  @Test
  void to_go_back_is_to_stand_where_it_stood_for_everybody() {
    World world = new World(RolloverReason.PLANNED);
    world.enter(RolloverPhase.TRUST_BOTH);
    world.believe();
    world.run(new RolloverRequest.Leave(world.order));
    world.enter(RolloverPhase.REISSUE);
    assertThat(world.standing().issuing()).contains("old");
    assertThat(world.believed()).containsExactly("old");
    assertThat(world.believe().obstacles()).isEmpty();
    Optional<VersionId> told = world.delivery.toldTo(SHOP);
    assertThat(new KnownAuthorities(world.store).store().current(TrustBundle.of("old")))
        .isEqualTo(told);
  }

  @Test
  void wherever_a_step_dies_the_next_try_completes_it_and_no_certificate_is_lost() {
    int crashes = 0;
    boolean crashed = true;
    while (crashed) {
      crashes++;
      World world = new World(RolloverReason.PLANNED);
      world.callsUntilCrash = crashes;
      world.enter(RolloverPhase.TRUST_BOTH);
      world.believe();
      world.enter(RolloverPhase.REISSUE);
      world.enter(RolloverPhase.RETIRE_OLD);
      world.believe();
      world.run(new RolloverRequest.Condemn(world.order));
      assertThat(world.standing().issuing()).contains("new");
      assertThat(world.believed()).containsExactly("new");
      assertThat(world.unrevoked()).as("after crash %s", crashes).isZero();
      crashed = world.callsUntilCrash == 0;
    }
    assertThat(crashes).isGreaterThan(20);
  }

  @Test
  void what_happened_is_written_down_once_and_how_it_stands_is_known() {
    LedgerRollovers ledger = new LedgerRollovers(DATABASE.ledger());
    assertThat(ledger.last("nobody")).isEmpty();
    assertThat(ledger.addTruster("old", TlsEndpoint.of("db:5432"), "ann", Instant.EPOCH)).isTrue();
    assertThat(ledger.trusters("old")).hasSize(1);
    assertThat(ledger.removeTruster("old", TlsEndpoint.of("db:5432"))).isTrue();
  }
}
