package dev.rekey.activities.target.iamkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.testing.Striking;
import dev.rekey.model.FailureCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.iam.model.IamException;

/** A containment that AWS fails once, at each of its calls, before or after the deed. */
class ContainmentFaultsTest {
  /** More than a containment calls. */
  private static final int CALLS = 16;

  @ParameterizedTest
  @CsvSource({
    "Throttling, 400, THROTTLED",
    "AccessDenied, 403, PERMISSION_DENIED",
    "ExpiredToken, 403, SESSION_EXPIRED",
    "ServiceUnavailable, 503, TARGET_UNAVAILABLE"
  })
  void a_failure_at_any_call_is_classified_and_the_next_try_contains_all_of_it(
      String error, int status, FailureCode code) {
    int failures = 0;
    for (int call = 0; call < CALLS; call++) {
      for (boolean done : List.of(false, true)) {
        KeysInMemory world = new KeysInMemory();
        String user = world.spec().user();
        world.iam().make(user);
        world.iam().consoles().add(user);
        IamKeyTarget target = world.target(failing(call, done, error, status), Duration.ZERO);
        Optional<FailureCode> failed = contain(world, target);
        failed.ifPresent(it -> assertThat(it).isEqualTo(code));
        failures += failed.isPresent() ? 1 : 0;
        IamKeyTarget healed = world.target(Striking.NONE, Duration.ZERO);
        assertThat(contain(world, healed)).isEmpty();
        assertThat(world.live()).as("call " + call).isZero();
        assertThat(world.iam().consoles()).isEmpty();
        assertThat(living(world, healed)).isEmpty();
      }
    }
    assertThat(failures).as("calls that failed").isGreaterThan(CALLS / 4);
  }

  private static Optional<FailureCode> contain(KeysInMemory world, IamKeyTarget target) {
    try {
      target.contain(world.spec(), Login.OWN, world.first(), Optional.empty());
      return Optional.empty();
    } catch (StepFailedException e) {
      return Optional.of(e.code());
    }
  }

  private static List<?> living(KeysInMemory world, IamKeyTarget target) {
    return target.living(world.spec(), Login.OWN, List.of(world.first()), Optional.empty());
  }

  private static Striking.Fault failing(int at, boolean done, String error, int status) {
    return new Striking.Fault() {
      private int calls;

      @Override
      public void before(String call) {
        if (!done) {
          strike();
        }
      }

      @Override
      public void after(String call) {
        if (done) {
          strike();
        }
      }

      private void strike() {
        if (calls++ == at) {
          throw IamException.builder()
              .awsErrorDetails(InMemoryIam.error(error))
              .statusCode(status)
              .build();
        }
      }
    };
  }
}
