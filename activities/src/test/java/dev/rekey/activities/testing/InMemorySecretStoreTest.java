package dev.rekey.activities.testing;

import dev.rekey.activities.store.AccessLog;
import dev.rekey.activities.store.SecretStore;
import dev.rekey.activities.store.SecretStoreContract;

class InMemorySecretStoreTest extends SecretStoreContract {
  private final InMemorySecretStore store = new InMemorySecretStore();

  @Override
  protected SecretStore store() {
    return store;
  }

  @Override
  protected AccessLog accessLog() {
    return store;
  }
}
