package dev.rekey.exercise.world;

import dev.rekey.activities.authority.own.OwnAuthority;
import dev.rekey.activities.authority.status.StatusReader;
import dev.rekey.activities.authority.status.StatusReaderContract;
import dev.rekey.activities.secret.Login;

/** What is told of revocations by HTTP, is told in an exercise. */
class SimulatedStatusTest extends StatusReaderContract {
  private final LoneAuthority world = new LoneAuthority();

  @Override
  protected StatusReader reader() {
    return world.status();
  }

  @Override
  protected OwnAuthority teller() {
    return world.authority();
  }

  @Override
  protected Login login() {
    return world.login();
  }
}
