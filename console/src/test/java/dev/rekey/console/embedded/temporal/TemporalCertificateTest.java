package dev.rekey.console.embedded.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.KeyPairs;
import dev.rekey.activities.authority.own.OwnAuthorityServer;
import dev.rekey.activities.secret.Login;
import dev.rekey.consumer.RekeyClient;
import dev.rekey.model.credential.KeyType;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.model.rotation.StepResult;
import dev.rekey.workflows.worker.TemporalLogin;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The real server behind one that demands client certificates, and a worker that has work. */
@EnabledIf(
    value = "dev.rekey.console.embedded.temporal.RestartableTemporal#available",
    disabledReason = "there is no temporal command on the path")
class TemporalCertificateTest {
  private static final VersionId NEXT = new VersionId("00000000-0000-0000-0000-000000000002");

  @TempDir private Path folder;
  private GuardedTemporal world;

  @BeforeEach
  void start() {
    world = new GuardedTemporal(folder);
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private TemporalLogin login() {
    return world.connection().login().orElseThrow();
  }

  @Test
  void not_one_workflow_is_lost_while_the_certificate_of_its_worker_is_replaced() throws Exception {
    try (Echoes echoes = new Echoes(world.client())) {
      echoes.awaitMore(5);
      world.take(RotationStep.CREATE, NEXT);
      world.take(RotationStep.DEPLOY, NEXT);
      assertThat(world.run(RotationStep.VERIFY, NEXT))
          .isInstanceOfSatisfying(
              StepResult.Waiting.class,
              waiting ->
                  assertThat(waiting.users()).anyMatch(it -> it.sentence().contains("worker")));
      echoes.awaitMore(5);
      login().readAgain();
      Awaitility.await().until(() -> world.front().serves(world.chain(NEXT)));
      world.acknowledge(NEXT);
      world.take(RotationStep.VERIFY, NEXT);
      world.take(RotationStep.REVOKE, NEXT);
      world.front().refuse(world.chain(GuardedTemporal.FIRST));
      echoes.awaitMore(20);
      assertThat(world.front().shown()).hasSize(1);
      List<String> all = echoes.all();
      assertThat(all).isEqualTo(IntStream.range(0, all.size()).mapToObj(i -> "echo-" + i).toList());
    }
  }

  @Test
  void what_is_wrong_or_not_let_in_never_replaces_what_works() throws Exception {
    try (OwnAuthorityServer stranger = new OwnAuthorityServer();
        Echoes echoes = new Echoes(world.client())) {
      echoes.awaitMore(1);
      Login unknown = GuardedTemporal.issued(stranger, List.of("worker.example.org"));
      Login good = GuardedTemporal.issued(world.authority(), List.of("worker.example.org"));
      String chain = CertificateChain.of(good.value().reveal()).pem();
      String otherKey = KeyPairs.pem(KeyPairs.make(KeyType.EC_P256).getPrivate());
      assertThat(login().offer(unknown.value().reveal())).isFalse();
      assertThat(login().offer(otherKey + chain)).isFalse();
      assertThat(login().offer(chain)).isFalse();
      assertThat(login().offer("nothing")).isFalse();
      echoes.awaitMore(3);
      assertThat(world.front().serves(world.chain(GuardedTemporal.FIRST))).isTrue();
      assertThat(login().offer(good.value().reveal())).isTrue();
      echoes.awaitMore(3);
      assertThat(echoes.all()).isNotEmpty().doesNotContainNull();
    }
  }

  @Test
  void a_process_acknowledges_only_the_version_that_temporal_lets_it_in_with() throws Exception {
    try (OwnAuthorityServer stranger = new OwnAuthorityServer();
        VersionDoor door = new VersionDoor()) {
      door.gives("refused", GuardedTemporal.issued(stranger, List.of("worker.example.org")));
      try (TemporalConsumer consumer =
          TemporalConsumer.follow(RekeyClient.of(door.url(), "token"), login())) {
        assertThat(consumer).isNotNull();
        Awaitility.await().until(() -> door.asked() > 1);
        assertThat(door.acknowledged()).isEmpty();
        door.gives("good", GuardedTemporal.issued(world.authority(), List.of("w.example.org")));
        Awaitility.await().until(() -> door.acknowledged().contains("good"));
        assertThat(door.acknowledged()).containsOnly("good");
      }
    }
  }
}
