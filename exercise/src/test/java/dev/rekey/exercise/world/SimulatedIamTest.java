package dev.rekey.exercise.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.target.MintingTarget;
import dev.rekey.activities.target.MintingTargetContract;
import dev.rekey.activities.target.Trial.Verdict;
import dev.rekey.model.credential.IamAccessKey;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the real target keeps, the simulated one keeps. */
class SimulatedIamTest extends MintingTargetContract<IamAccessKey> {
  private final LoneWorld world = new LoneWorld(IamAccessKey.KIND);

  @Override
  protected MintingTarget<IamAccessKey> target() {
    return (MintingTarget<IamAccessKey>) world.world().of(spec());
  }

  @Override
  protected IamAccessKey spec() {
    return (IamAccessKey) world.spec();
  }

  @Override
  protected IamAccessKey unreachable() {
    return new IamAccessKey(
        spec().secret(), spec().user(), spec().account(), List.of("xx-nowhere-1"), spec().quiet());
  }

  @Override
  protected Login rotator() {
    return new Login("a-role", SecretValue.of("needs-no-secret-here"));
  }

  @Override
  protected Login current() {
    return world.first();
  }

  @Override
  protected List<String> state() {
    return world.state();
  }

  @Override
  protected AutoCloseable session(Login login) {
    return world.open(login);
  }

  /** A request signed with a key is its own session. */
  @Override
  protected boolean alive(AutoCloseable session) {
    return verdict(current()) == Verdict.ACCEPTED;
  }

  @Test
  void containment_refuses_every_key_and_everything_that_was_opened_with_one() {
    Login second = installed();
    world.open(current());
    target().contain(spec(), rotator(), current(), Optional.empty());
    target().contain(spec(), rotator(), current(), Optional.empty());
    assertThat(verdict(current())).isEqualTo(Verdict.REFUSED);
    assertThat(verdict(second)).isEqualTo(Verdict.REFUSED);
    assertThat(world.account().hasSessions()).isFalse();
    assertThat(target().living(spec(), rotator(), List.of(current()), Optional.empty())).isEmpty();
  }

  @Test
  void a_key_that_works_never_gives_way() {
    Login second = installed();
    assertThat(failure(() -> target().mint(spec(), rotator(), order()))).isEqualTo("QUOTA_REACHED");
    assertThat(verdict(second)).isEqualTo(Verdict.ACCEPTED);
  }
}
