package dev.rekey.activities.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.Pause;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.testing.InMemoryConsumers;
import dev.rekey.activities.testing.InMemoryRotationLog;
import dev.rekey.activities.testing.InMemorySecretStore;
import dev.rekey.activities.testing.ScriptedDelivery;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.credential.PasswordPolicy;
import dev.rekey.model.credential.PostgresEndpoint;
import dev.rekey.model.credential.PostgresStrategy.AlternatingUsers;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.incident.Affected;
import dev.rekey.model.incident.CredentialAnswer;
import dev.rekey.model.incident.IncidentId;
import dev.rekey.model.incident.ResponseCall;
import dev.rekey.model.incident.ResponseReply;
import dev.rekey.model.incident.ResponseRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RotatorLoginsTest {
  private static final SecretId SLOW = new SecretId("rotator/slow");
  private static final SecretId OTHER = new SecretId("rotator/other");

  private static Affected of(String name, SecretId rotator) {
    return new Affected(
        new PostgresUser(
            new SecretId(name),
            List.of(new PostgresEndpoint("127.0.0.1", 5432, "app", false, Optional.empty())),
            rotator,
            new AlternatingUsers("group", name + "_a", name + "_b"),
            PasswordPolicy.DEFAULT),
        Optional.empty());
  }

  /** A store that gives one login only when it was asked for the other. */
  private static Ports ports(CountDownLatch otherAsked, Set<SecretId> late) {
    InMemorySecretStore store = new InMemorySecretStore();
    return new Ports(
        store,
        store,
        credential -> {
          SecretId rotator = credential.rotatorSecret().orElseThrow();
          if (rotator.equals(OTHER)) {
            otherAsked.countDown();
          } else if (!await(otherAsked)) {
            late.add(credential.secret());
          }
          throw new StepFailedException(FailureCode.NOT_FOUND, "no login " + rotator);
        },
        new InMemoryConsumers(),
        new ScriptedDelivery(),
        new InMemoryRotationLog(),
        RotatorLoginsTest::atOnce,
        InstantSource.system(),
        Pause::really);
  }

  private static <T> T atOnce(SecretId secret, Supplier<T> work) {
    return work.get();
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Test
  void the_login_of_a_second_rotator_does_not_wait_behind_everybody_who_needs_the_first() {
    List<Affected> all =
        Stream.concat(
                IntStream.range(0, 100).mapToObj(i -> of("slow" + i, SLOW)),
                Stream.of(of("other", OTHER)))
            .toList();
    Set<SecretId> late = ConcurrentHashMap.newKeySet();
    ResponseReply reply =
        new ResponseSteps(ports(new CountDownLatch(1), late))
            .run(
                new ResponseRequest(
                    ResponseCall.CONTAIN, new IncidentId("INC-0123456789AB"), all, Instant.EPOCH));
    assertThat(((ResponseReply.Answered) reply).answers())
        .extracting(CredentialAnswer::secret)
        .containsExactlyElementsOf(
            all.stream().map(Affected::credential).map(CredentialSpec::secret).toList());
    assertThat(late).isEmpty();
  }
}
