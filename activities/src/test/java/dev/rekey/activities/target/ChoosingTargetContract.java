package dev.rekey.activities.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.secret.Login;
import dev.rekey.activities.target.Trial.Verdict;
import dev.rekey.model.credential.CredentialSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What every target keeps that takes the values it is given.
 *
 * @param <S> the kind of credential
 */
public abstract class ChoosingTargetContract<S extends CredentialSpec>
    extends CredentialTargetContract<S> {
  @Override
  protected abstract ChoosingTarget<S> target();

  @Override
  protected final Login fresh() {
    return target().next(spec(), current());
  }

  @Test
  void next_makes_another_value_each_time_and_changes_nothing() {
    List<String> before = state();
    Login first = target().next(spec(), current());
    Login second = target().next(spec(), current());
    assertThat(first.identity()).isEqualTo(second.identity());
    assertThat(spec().identities()).contains(first.identity());
    assertThat(first.value()).isNotEqualTo(second.value()).isNotEqualTo(current().value());
    assertThat(state()).isEqualTo(before);
  }

  @Test
  void before_install_the_pending_login_is_refused_and_the_current_one_accepted() {
    assertThat(verdict(target().next(spec(), current()))).isEqualTo(Verdict.REFUSED);
    assertThat(verdict(current())).isEqualTo(Verdict.ACCEPTED);
  }
}
