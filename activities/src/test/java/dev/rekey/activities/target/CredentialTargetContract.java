package dev.rekey.activities.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.target.Trial.Verdict;
import dev.rekey.model.credential.CredentialSpec;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/**
 * What every target keeps, whatever it is: each verb twice equals once, unknown is never refused,
 * and the last login that works is never destroyed on the way.
 *
 * @param <S> the kind of credential
 */
public abstract class CredentialTargetContract<S extends CredentialSpec> {
  /** The target under test. */
  protected abstract CredentialTarget<S> target();

  /** A credential of its own for each test; {@link #current()} works there. */
  protected abstract S spec();

  /** The same credential at an address where nobody answers. */
  protected abstract S unreachable();

  /** Rekey's own login. */
  protected abstract Login rotator();

  /** The login in use. */
  protected abstract Login current();

  /** Everything that a change would show in. */
  protected abstract List<String> state();

  /** A session of this login, as a workload has it. */
  protected abstract AutoCloseable session(Login login) throws Exception;

  /** Whether the session still works. */
  protected abstract boolean alive(AutoCloseable session);

  /** The next login; a target that mints honours it from now on. */
  protected abstract Login fresh();

  /** What the first endpoint says. */
  protected final Verdict verdict(Login login) {
    List<Trial> trials = target().tryOut(spec(), rotator(), login);
    assertThat(trials).isNotEmpty();
    return trials.getFirst().verdict();
  }

  /** The next login, installed. */
  protected final Login installed() {
    Login pending = fresh();
    target().install(spec(), rotator(), pending, current());
    return pending;
  }

  @Test
  void f24_validating_twice_changes_nothing() {
    List<String> before = state();
    target().validate(spec(), rotator(), current());
    target().validate(spec(), rotator(), current());
    assertThat(state()).isEqualTo(before);
  }

  @Test
  void installing_twice_makes_the_pending_login_accepted() {
    Login pending = installed();
    target().install(spec(), rotator(), pending, current());
    assertThat(verdict(pending)).isEqualTo(Verdict.ACCEPTED);
    assertThat(verdict(current()))
        .isEqualTo(spec().overlaps() ? Verdict.ACCEPTED : Verdict.REFUSED);
  }

  @Test
  void installing_again_is_no_use_of_the_idle_user_even_if_its_new_login_is_used()
      throws Exception {
    Login pending = installed();
    try (AutoCloseable session = session(pending)) {
      target().install(spec(), rotator(), pending, current());
      assertThat(alive(session)).isTrue();
    }
    assertThat(verdict(pending)).isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void the_installed_login_has_equal_grants() {
    Login pending = installed();
    target().compare(spec(), rotator(), pending, current());
    target().compare(spec(), rotator(), pending, current());
  }

  @Test
  void an_unreachable_endpoint_is_unknown_and_never_refused() {
    assertThat(target().tryOut(unreachable(), rotator(), current()))
        .extracting(Trial::verdict)
        .containsOnly(Verdict.UNKNOWN);
  }

  @Test
  void our_own_tries_are_no_sessions() {
    Login pending = installed();
    verdict(current());
    verdict(pending);
    assertThat(target().sessions(spec(), rotator(), current(), Instant.MAX)).isEmpty();
  }

  @Test
  void f16_sessions_of_the_old_login_are_seen_and_hold_revoke_back() throws Exception {
    try (AutoCloseable session = session(current())) {
      Login pending = fresh();
      Instant since = target().install(spec(), rotator(), pending, current());
      List<String> before = state();
      assertThat(target().sessions(spec(), rotator(), current(), since)).hasSize(1);
      assertThat(target().revoke(spec(), rotator(), current(), since, false)).hasSize(1);
      assertThat(state()).isEqualTo(before);
      assertThat(alive(session)).isTrue();
    }
  }

  @Test
  void revoking_twice_refuses_the_old_login_and_keeps_the_new_one() {
    Login pending = fresh();
    Instant since = target().install(spec(), rotator(), pending, current());
    assertThat(target().revoke(spec(), rotator(), current(), since, false)).isEmpty();
    assertThat(target().revoke(spec(), rotator(), current(), since, false)).isEmpty();
    assertThat(verdict(current())).isEqualTo(Verdict.REFUSED);
    assertThat(verdict(pending)).isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void revoking_even_if_used_ends_the_sessions() throws Exception {
    try (AutoCloseable session = session(current())) {
      Login pending = fresh();
      Instant since = target().install(spec(), rotator(), pending, current());
      assertThat(target().revoke(spec(), rotator(), current(), since, true)).isEmpty();
      assertThat(target().revoke(spec(), rotator(), current(), since, true)).isEmpty();
      assertThat(alive(session)).isFalse();
      assertThat(verdict(current())).isEqualTo(Verdict.REFUSED);
      assertThat(verdict(pending)).isEqualTo(Verdict.ACCEPTED);
    }
  }

  @Test
  void reinstating_twice_makes_the_old_login_accepted_again_or_says_that_it_is_final() {
    Login pending = fresh();
    Instant since = target().install(spec(), rotator(), pending, current());
    target().revoke(spec(), rotator(), current(), since, true);
    if (target().revocationIsFinal(spec())) {
      target().reinstate(spec(), rotator(), pending); // nothing to do for one that works
      assertThat(failure(() -> target().reinstate(spec(), rotator(), current())))
          .isEqualTo("PAST_RETURN");
      return;
    }
    target().reinstate(spec(), rotator(), current());
    target().reinstate(spec(), rotator(), current());
    assertThat(verdict(current())).isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void a_login_of_somebody_else_is_never_touched() {
    List<String> before = state();
    Login stranger =
        new Login(rotator().identity(), SecretValue.of("not-the-credentials-own-role"));
    List<ThrowingCallable> attempts =
        List.of(
            () -> target().install(spec(), rotator(), stranger, current()),
            () -> target().revoke(spec(), rotator(), stranger, Instant.MAX, true),
            () -> target().reinstate(spec(), rotator(), stranger));
    attempts.forEach(attempt -> assertThat(failure(attempt)).isEqualTo("BAD_REQUEST"));
    assertThat(state()).isEqualTo(before);
  }

  /** The code with which it fails, or a word for none. */
  protected static String failure(ThrowingCallable attempt) {
    Throwable thrown = org.assertj.core.api.Assertions.catchThrowable(attempt);
    return thrown instanceof dev.rekey.activities.StepFailedException failed
        ? failed.code().name()
        : String.valueOf(thrown);
  }
}
