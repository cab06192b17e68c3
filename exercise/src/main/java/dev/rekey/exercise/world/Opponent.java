package dev.rekey.exercise.world;

import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.exercise.clock.Agenda;
import dev.rekey.exercise.scenario.Action;
import dev.rekey.exercise.scenario.Move;
import dev.rekey.exercise.score.Happening.Manner;
import dev.rekey.model.credential.SecretId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Who has the leaked values, and does not give up; or somebody in good faith. */
public final class Opponent {
  private static final String NAME = "opponent";
  private static final String FRIEND = "a colleague";

  /** Often enough for anything that has no end of its own. */
  private static final int MOST = 1000;

  private final World world;
  private int made;

  /** Takes the world in which it moves. */
  public Opponent(World world) {
    this.world = world;
  }

  /** Puts a move down, as often as it is to be. */
  public void plan(Move move, Instant signal, Instant end, Agenda agenda) {
    Instant at = signal.plus(move.at());
    int times = move.every().isEmpty() ? 1 : move.times().orElse(MOST);
    for (int i = 0; i < times && !at.isAfter(end); i++) {
      agenda.at(at, () -> does(move));
      at = at.plus(move.every().orElse(Duration.ZERO));
    }
  }

  private void does(Move move) {
    SecretId secret = new SecretId(move.principal());
    Account account = world.account(secret);
    switch (move.does()) {
      case USE_LOGIN -> tell(useLogin(account), account, "logs in with a leaked value");
      case USE_SESSION ->
          tell(account.hasSessions() && !account.isDenied(), account, "acts in an open session");
      case RESTORE -> restore(account);
      case SECOND_LOGIN -> secondLogin(account);
      case NEW_IDENTITY -> newIdentity(account);
      case HOP -> hop(secret, account);
      case PUT_BACK -> putBack(account);
    }
  }

  private static boolean canAct(Account account) {
    return !account.isDenied()
        && (account.hasSessions() || account.leaked().stream().anyMatch(account::accepts));
  }

  private static boolean useLogin(Account account) {
    List<Login> open = account.leaked().stream().filter(account::accepts).toList();
    if (open.isEmpty() || account.isDenied()) {
      return false;
    }
    account.openSession(open.getFirst().identity());
    account.did("logged in with " + open.getFirst().identity());
    return true;
  }

  /** By a way that is not the identity's own. */
  private void restore(Account account) {
    account.leaked().forEach(login -> account.reopen(login.identity(), NAME, Manner.OUTSIDE));
    account.deny(false);
    tell(true, account, "restores what was taken away");
  }

  private void secondLogin(Account account) {
    boolean can = canAct(account);
    if (can) {
      made++;
      SecretValue value = SecretValue.of("of-the-opponents-own-making-%04d".formatted(made));
      account.make(new Login("AKIAEXERCISE%08d".formatted(made), value), NAME, Manner.OUTSIDE);
      account.leak();
    }
    tell(can, account, "makes another login");
  }

  private void newIdentity(Account account) {
    boolean can = canAct(account);
    if (can) {
      made++;
      account.leave("notyet-" + made);
      account.did("made the identity notyet-" + made);
    }
    tell(can, account, "makes another identity");
  }

  private void hop(SecretId secret, Account account) {
    boolean can = canAct(account);
    if (can) {
      for (String reached : world.principal(secret).reaches()) {
        world.take(secret, new SecretId(reached));
        account.did("read " + reached);
      }
    }
    tell(can, account, "reads what is in reach");
  }

  /** A colleague in good faith, who only wants the batch job to run. */
  private void putBack(Account account) {
    account.leaked().forEach(login -> account.reopen(login.identity(), FRIEND, Manner.OUTSIDE));
    account.deny(false);
    String what = "puts the leaked value back, in good faith";
    world.journal().note(Action.RESTORE_LEAKED, account.secret(), FRIEND, Manner.OUTSIDE, what);
  }

  private void tell(boolean acted, Account account, String what) {
    world
        .journal()
        .note(
            acted ? Action.OPPONENT_ACTED : Action.OPPONENT_REFUSED,
            account.secret(),
            NAME,
            Manner.OUTSIDE,
            what + (acted ? "" : ", and is refused"));
  }
}
