package dev.rekey.activities.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.secret.Login;
import dev.rekey.activities.target.Trial.Verdict;
import dev.rekey.model.credential.CredentialSpec;
import org.junit.jupiter.api.Test;

/**
 * What every target keeps that completes what we made: nobody uses our part alone, and what was
 * completed for a part of which nobody heard is found by it and refused.
 *
 * @param <S> the kind of credential
 */
public abstract class IssuingTargetContract<S extends CredentialSpec>
    extends CredentialTargetContract<S> {
  @Override
  protected abstract IssuingTarget<S> target();

  private Login prepared() {
    return target().prepare(spec(), rotator());
  }

  @Override
  protected final Login fresh() {
    return target().issue(spec(), rotator(), prepared());
  }

  @Test
  void our_part_alone_is_of_no_use_and_is_another_one_each_time() {
    Login one = prepared();
    assertThat(one).isNotEqualTo(prepared());
    assertThat(spec().owns(one.identity())).isTrue();
    assertThat(verdict(one)).isEqualTo(Verdict.REFUSED);
    assertThat(verdict(current())).isNotEqualTo(Verdict.REFUSED);
  }

  @Test
  void what_is_completed_is_completed_once_and_keeps_its_identity() {
    Login prepared = prepared();
    Login once = target().issue(spec(), rotator(), prepared);
    assertThat(once.identity()).isEqualTo(prepared.identity());
    assertThat(target().issue(spec(), rotator(), once)).isEqualTo(once);
    assertThat(target().resume(spec(), rotator(), once)).isEqualTo(once);
    assertThat(verdict(once)).isNotEqualTo(Verdict.REFUSED);
  }

  @Test
  void f1_what_was_completed_unheard_is_taken_up_or_refused_when_it_is_asked_for_again() {
    Login prepared = prepared();
    Login lost = target().issue(spec(), rotator(), prepared);
    Login again = target().resume(spec(), rotator(), prepared);
    assertThat(again.identity()).isEqualTo(prepared.identity());
    assertThat(verdict(again)).isNotEqualTo(Verdict.REFUSED);
    if (!again.equals(lost)) {
      assertThat(verdict(lost)).isEqualTo(Verdict.REFUSED);
    }
  }

  @Test
  void what_was_prepared_and_never_asked_for_is_completed_when_it_is_asked_for_again() {
    Login prepared = prepared();
    assertThat(verdict(target().resume(spec(), rotator(), prepared))).isNotEqualTo(Verdict.REFUSED);
  }

  @Test
  void f2_what_nobody_heard_of_is_found_by_our_part_and_refused() {
    Login prepared = prepared();
    Login lost = target().issue(spec(), rotator(), prepared);
    target().abandon(spec(), rotator(), prepared);
    target().abandon(spec(), rotator(), prepared);
    assertThat(verdict(lost)).isEqualTo(Verdict.REFUSED);
    assertThat(verdict(current())).isNotEqualTo(Verdict.REFUSED);
  }

  @Test
  void to_abandon_a_part_that_was_never_completed_is_a_success() {
    target().abandon(spec(), rotator(), prepared());
  }
}
