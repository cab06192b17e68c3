package dev.rekey.activities.store.secretsmanager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.store.AccessLog;
import dev.rekey.activities.store.InstalledStore;
import dev.rekey.activities.store.RotationTokens;
import dev.rekey.activities.store.SecretStore;
import dev.rekey.activities.store.SecretStoreContract;
import dev.rekey.activities.testing.InMemorySecretsManager;
import dev.rekey.activities.testing.Striking;
import dev.rekey.model.rotation.RotationToken;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The store's own rules, over a Secrets Manager that keeps all of AWS's. */
class SecretsManagerInMemoryTest extends SecretStoreContract {
  private final InMemorySecretsManager aws = new InMemorySecretsManager();
  private final InstalledStore store = new StoresInMemory(aws).behind(Striking.NONE);

  @Override
  protected SecretStore store() {
    return store;
  }

  @Override
  protected AccessLog accessLog() {
    return store;
  }

  @Test
  void a_rotation_costs_three_writes() {
    store.create(secret, first, login("a"));
    int before = aws.writes();
    store.stage(secret, second, login("b"));
    store.promote(secret, first, second);
    assertThat(aws.writes() - before).isEqualTo(3);
  }

  @Test
  void a_rotation_token_goes_with_the_value_it_came_for() {
    store.create(secret, first, login("a"));
    RotationTokens.during(
        Optional.of(new RotationToken("token-of-aws")),
        () -> {
          store.stage(secret, second, login("b"));
          return true;
        });
    store.stage(secret, version(), login("c"));
    assertThat(aws.tokens()).containsExactly("token-of-aws");
  }
}
