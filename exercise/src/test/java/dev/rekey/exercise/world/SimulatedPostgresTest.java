package dev.rekey.exercise.world;

import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.target.ChoosingTarget;
import dev.rekey.activities.target.ChoosingTargetContract;
import dev.rekey.model.credential.PostgresEndpoint;
import dev.rekey.model.credential.PostgresUser;
import java.util.List;
import java.util.Optional;

/** What the real target keeps, the simulated one keeps. */
class SimulatedPostgresTest extends ChoosingTargetContract<PostgresUser> {
  private final LoneWorld world = new LoneWorld(PostgresUser.KIND);

  @Override
  protected ChoosingTarget<PostgresUser> target() {
    return (ChoosingTarget<PostgresUser>) world.world().of(spec());
  }

  @Override
  protected PostgresUser spec() {
    return (PostgresUser) world.spec();
  }

  @Override
  protected PostgresUser unreachable() {
    return new PostgresUser(
        spec().secret(),
        List.of(new PostgresEndpoint("elsewhere.invalid", 5432, "x", false, Optional.empty())),
        spec().rotator(),
        spec().strategy(),
        spec().password());
  }

  @Override
  protected Login rotator() {
    return new Login("exercise_rotator", SecretValue.of("nobody-asks-for-this"));
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

  @Override
  protected boolean alive(AutoCloseable session) {
    return ((LoneWorld.Opened) session).alive();
  }
}
