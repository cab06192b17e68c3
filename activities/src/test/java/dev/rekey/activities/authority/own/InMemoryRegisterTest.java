package dev.rekey.activities.authority.own;

/** What the register in the ledger keeps, the one that tests use keeps. */
class InMemoryRegisterTest extends OwnRegisterContract {
  private final InMemoryRegister register = new InMemoryRegister();

  @Override
  protected OwnRegister register() {
    return register;
  }
}
