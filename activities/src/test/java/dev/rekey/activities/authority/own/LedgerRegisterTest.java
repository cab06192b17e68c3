package dev.rekey.activities.authority.own;

import dev.rekey.activities.testing.LedgerDatabase;
import org.junit.jupiter.api.AutoClose;

class LedgerRegisterTest extends OwnRegisterContract {
  @AutoClose private final LedgerDatabase database = new LedgerDatabase();
  private final LedgerRegister register = new LedgerRegister(database.ledger());

  @Override
  protected OwnRegister register() {
    return register;
  }
}
