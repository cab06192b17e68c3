package dev.rekey.activities.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.target.ChoosingTarget;
import dev.rekey.activities.target.CredentialTarget;
import dev.rekey.activities.target.Trial;
import dev.rekey.activities.target.Trial.Verdict;
import dev.rekey.activities.testing.InMemoryTarget;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.PostgresUser;
import java.lang.reflect.Proxy;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Unknown is neither accepted nor refused, whatever else the endpoints say. */
class ProofsTest {
  private static final Login LEAKED = new Login("orders_a", SecretValue.of("planted-9c1d"));

  private final Proofs proofs = new Proofs(InstantSource.system(), time -> {});
  private final InMemoryTarget world = new InMemoryTarget(LEAKED);

  @Test
  void a_login_that_one_endpoint_does_not_judge_is_not_proven_refused() {
    assertThat(failed(Verdict.REFUSED, Verdict.UNKNOWN)).isEqualTo(FailureCode.TARGET_UNAVAILABLE);
    assertThat(failed(Verdict.UNKNOWN, Verdict.REFUSED)).isEqualTo(FailureCode.TARGET_UNAVAILABLE);
    assertThat(failed(Verdict.UNKNOWN, Verdict.ACCEPTED)).isEqualTo(FailureCode.STILL_ACCEPTED);
    assertThat(proofs.refused(answering(Verdict.REFUSED, Verdict.REFUSED), LEAKED, "refused"))
        .isNotEmpty();
  }

  @Test
  void what_nobody_can_say_to_act_is_not_proven_unable() {
    StepFailedException failure =
        catchThrowableOfType(
            StepFailedException.class, () -> proofs.unable(trials(Verdict.UNKNOWN)));
    assertThat(failure.code()).isEqualTo(FailureCode.TARGET_UNAVAILABLE);
  }

  private FailureCode failed(Verdict... verdicts) {
    return catchThrowableOfType(
            StepFailedException.class, () -> proofs.refused(answering(verdicts), LEAKED, "refused"))
        .code();
  }

  private static List<Trial> trials(Verdict... verdicts) {
    return Stream.of(verdicts).map(one -> new Trial("endpoint " + one, one)).toList();
  }

  /** The target in memory, but for its verdicts. */
  @SuppressWarnings("unchecked") // the interface is the target's own
  private Subject<PostgresUser> answering(Verdict... verdicts) {
    CredentialTarget<PostgresUser> target =
        (CredentialTarget<PostgresUser>)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ChoosingTarget.class},
                (proxy, method, given) ->
                    method.getName().equals("tryOut")
                        ? trials(verdicts)
                        : method.invoke(world, given));
    return new Subject<>(target, world.spec(), LEAKED);
  }
}
