package dev.rekey.activities.target.kmskey;

import dev.rekey.activities.rotation.Subject;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.testing.Striking;
import dev.rekey.activities.testing.TargetInMemory;
import dev.rekey.model.credential.KmsKey;
import java.time.Instant;
import java.time.InstantSource;

/** A key in memory, for a world: the target is the real one, its account has the faults. */
public final class KeyInMemory implements TargetInMemory {
  static final String SECRET = "orders/db";

  private final KmsKey spec = Keys.of("111111111111", "eu-central-1");
  private final InMemoryKeyAccount account =
      new InMemoryKeyAccount(spec, () -> Instant.parse("2026-11-23T03:00:00Z"));

  /** A key with one secret under it. */
  public KeyInMemory() {
    account.keep(SECRET, spec.alias(), account.first());
  }

  InMemoryKeyAccount account() {
    return account;
  }

  @Override
  public KmsKey spec() {
    return spec;
  }

  @Override
  public Login first() {
    return Keys.login(account.first());
  }

  @Override
  public Subject<?> struck(Striking.Fault fault, InstantSource clock) {
    KeyAccount struck = Striking.around(KeyAccount.class, account, fault);
    return new Subject<>(new KmsKeyTarget(struck, clock), spec, Login.OWN);
  }

  @Override
  public boolean accepts(Login login) {
    return account.works(login.identity());
  }

  @Override
  public void lagBy(int questions) {
    account.lagBy(questions);
  }

  @Override
  public long live() {
    return account.keys().keySet().stream().filter(account::works).count();
  }
}
