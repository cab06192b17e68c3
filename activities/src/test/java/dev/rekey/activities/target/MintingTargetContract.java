package dev.rekey.activities.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.secret.Login;
import dev.rekey.activities.target.Trial.Verdict;
import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.credential.VersionId;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every target keeps that makes the values itself: a login of which nobody heard is found and
 * removed, and nothing else is.
 *
 * @param <S> the kind of credential
 */
public abstract class MintingTargetContract<S extends CredentialSpec>
    extends CredentialTargetContract<S> {
  private final Set<String> escrowed = ConcurrentHashMap.newKeySet();
  private VersionId version = new VersionId(UUID.randomUUID().toString());

  @Override
  protected abstract MintingTarget<S> target();

  @BeforeEach
  void the_current_login_is_escrowed() {
    escrowed.add(current().identity());
  }

  @Override
  protected final Login fresh() {
    version = new VersionId(UUID.randomUUID().toString());
    Login minted = lost();
    escrowed.add(minted.identity());
    return minted;
  }

  /** The login of a call of which nobody heard. */
  private Login lost() {
    return target().mint(spec(), rotator(), order());
  }

  /** The order of the rotation under way. */
  protected final MintOrder order() {
    return new MintOrder(version, current(), escrowed::contains);
  }

  @Test
  void f2_a_login_that_nobody_heard_of_is_removed_by_the_next_call_and_the_current_one_lives() {
    Login orphan = lost();
    Login minted = fresh();
    assertThat(minted).isNotEqualTo(orphan);
    assertThat(verdict(orphan)).isEqualTo(Verdict.REFUSED);
    assertThat(verdict(minted)).isEqualTo(Verdict.ACCEPTED);
    assertThat(verdict(current())).isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void f2_a_rotation_that_is_given_up_leaves_no_login_that_nobody_heard_of() {
    Login orphan = lost();
    target().removeOrphans(spec(), rotator(), order());
    target().removeOrphans(spec(), rotator(), order());
    assertThat(verdict(orphan)).isEqualTo(Verdict.REFUSED);
    assertThat(verdict(current())).isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void an_escrowed_login_is_no_orphan() {
    Login minted = fresh();
    target().removeOrphans(spec(), rotator(), order());
    assertThat(verdict(minted)).isEqualTo(Verdict.ACCEPTED);
  }
}
