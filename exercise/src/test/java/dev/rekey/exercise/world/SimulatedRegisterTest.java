package dev.rekey.exercise.world;

import dev.rekey.activities.authority.own.OwnRegister;
import dev.rekey.activities.authority.own.OwnRegisterContract;

/** What the register in the ledger keeps, the simulated one keeps. */
class SimulatedRegisterTest extends OwnRegisterContract {
  private final SimulatedRegister register = new SimulatedRegister(SimulatedRegister.Watch.NOBODY);

  @Override
  protected OwnRegister register() {
    return register;
  }
}
