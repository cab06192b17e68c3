package dev.rekey.exercise.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.secret.Login;
import dev.rekey.activities.target.ChoosingTarget;
import dev.rekey.activities.target.ChoosingTargetContract;
import dev.rekey.activities.target.Trial.Verdict;
import dev.rekey.exercise.world.RoleSessions.RoleSession;
import dev.rekey.model.credential.IamRole;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The real target over a role that is not there: what it keeps at AWS, it keeps here. */
class SimulatedRolesTest extends ChoosingTargetContract<IamRole> {
  private final LoneWorld world = new LoneWorld(IamRole.KIND);

  @Override
  protected ChoosingTarget<IamRole> target() {
    return (ChoosingTarget<IamRole>) world.world().of(spec());
  }

  @Override
  protected IamRole spec() {
    return (IamRole) world.spec();
  }

  @Override
  protected IamRole unreachable() {
    return new IamRole(
        spec().secret(),
        spec().role() + "-elsewhere",
        Optional.empty(),
        spec().quiet(),
        spec().regions(),
        false);
  }

  @Override
  protected Login rotator() {
    return Login.OWN;
  }

  @Override
  protected Login current() {
    return world.first();
  }

  private SimulatedRole role() {
    return world.world().roles().of(spec().secret()).orElseThrow();
  }

  @Override
  protected List<String> state() {
    return List.of(role().trust().text(), role().inline("RekeyRevokeOlderSessions").orElse("none"));
  }

  /** A session of somebody who works with it. */
  private record Work(SimulatedRole role, RoleSession session) implements AutoCloseable {
    @Override
    public void close() {
      role.sessions().end(session);
    }
  }

  @Override
  protected AutoCloseable session(Login login) {
    return new Work(
        role(),
        role()
            .sessions()
            .begin(Optional.of(login.value().reveal()), world.world().clock().instant(), false));
  }

  @Override
  protected boolean alive(AutoCloseable session) {
    return role().sessions().acts(((Work) session).session());
  }

  @Test
  void containment_lets_nobody_in_and_no_session_act() throws Exception {
    try (AutoCloseable session = session(current())) {
      world.world().leak(spec().secret());
      assertThat(world.world().alive()).isNotEmpty();
      target().contain(spec(), rotator(), current(), Optional.empty());
      assertThat(alive(session)).isFalse();
      assertThat(role().logIn()).isFalse();
      assertThat(world.world().alive()).isEmpty();
      assertThat(verdict(current())).isEqualTo(Verdict.REFUSED);
      assertThat(world.actions("trust.close")).isEqualTo(1);
      assertThat(world.actions("session.cut")).isEqualTo(1);
    }
  }
}
