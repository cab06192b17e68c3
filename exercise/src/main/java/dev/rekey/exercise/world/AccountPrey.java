package dev.rekey.exercise.world;

import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.exercise.score.Happening.Manner;
import java.util.List;

/**
 * An identity that has logins.
 *
 * @param account they are of
 */
record AccountPrey(Account account) implements Prey {
  @Override
  public String secret() {
    return account.secret();
  }

  @Override
  public boolean logIn() {
    List<Login> open = account.leaked().stream().filter(account::accepts).toList();
    if (open.isEmpty() || account.isDenied()) {
      return false;
    }
    account.openSession(open.getFirst().identity());
    account.did("logged in with " + open.getFirst().identity());
    return true;
  }

  @Override
  public boolean acts() {
    return account.hasSessions() && !account.isDenied();
  }

  @Override
  public boolean canAct() {
    return !account.isDenied()
        && (account.hasSessions() || account.leaked().stream().anyMatch(account::accepts));
  }

  @Override
  public void restore(String by) {
    account.leaked().forEach(login -> account.reopen(login.identity(), by, Manner.OUTSIDE));
    account.deny(false);
  }

  @Override
  public void another(int number, String by) {
    SecretValue value = SecretValue.of("of-the-opponents-own-making-%04d".formatted(number));
    account.make(new Login("AKIAEXERCISE%08d".formatted(number), value), by, Manner.OUTSIDE);
    account.leak();
  }
}
