package dev.rekey.exercise.world;

import dev.rekey.exercise.clock.Agenda;
import dev.rekey.exercise.scenario.Action;
import dev.rekey.exercise.scenario.Move;
import dev.rekey.exercise.score.Happening.Manner;
import dev.rekey.model.credential.SecretId;
import java.time.Duration;
import java.time.Instant;

/** Who has the leaked values, and does not give up; or somebody in good faith. */
public final class Opponent {
  private static final String NAME = "opponent";
  private static final String FRIEND = "a colleague";

  /** Often enough for anything that has no end of its own. */
  private static final int MOST = 1000;

  private final World world;
  private final Ways ways;
  private int made;

  /** Takes the world in which it moves. */
  public Opponent(World world) {
    this.world = world;
    this.ways = new Ways(world);
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
    Prey prey = ways.prey(secret);
    switch (move.does()) {
      case USE_LOGIN -> tell(prey.logIn(), prey, "logs in with a leaked value");
      case USE_SESSION -> tell(prey.acts(), prey, "acts in an open session");
      case RESTORE -> {
        prey.restore(NAME);
        tell(true, prey, "restores what was taken away");
      }
      case SECOND_LOGIN -> secondLogin(prey);
      case NEW_IDENTITY -> newIdentity(secret, prey);
      case HOP -> hop(secret, prey);
      case PUT_BACK -> putBack(prey);
      case REMOVE_TRUST -> ways.authority(secret).removeTrust(FRIEND);
      case RETURN_TRUST -> ways.authority(secret).returnTrust(FRIEND);
      case EVICT -> world.authorities().evict(FRIEND);
      case LET_IN_BY_PATTERN -> ways.letIn(secret, false, FRIEND);
      case LET_IN_EXACTLY -> ways.letIn(secret, true, FRIEND);
    }
  }

  private void secondLogin(Prey prey) {
    boolean can = prey.canAct();
    if (can) {
      made++;
      prey.another(made, NAME);
    }
    tell(can, prey, "makes another login");
  }

  private void newIdentity(SecretId secret, Prey prey) {
    boolean can = prey.canAct();
    if (can) {
      made++;
      ways.leave(secret, "notyet-" + made);
    }
    tell(can, prey, "makes another identity");
  }

  private void hop(SecretId secret, Prey prey) {
    boolean can = prey.canAct();
    if (can) {
      world.principal(secret).reaches().forEach(one -> ways.take(secret, new SecretId(one)));
    }
    tell(can, prey, "goes on with what is in reach");
  }

  /** A colleague in good faith, who only wants the batch job to run. */
  private void putBack(Prey prey) {
    prey.restore(FRIEND);
    String what = "puts the leaked value back, in good faith";
    world.journal().note(Action.RESTORE_LEAKED, prey.secret(), FRIEND, Manner.OUTSIDE, what);
  }

  private void tell(boolean acted, Prey prey, String what) {
    world
        .journal()
        .note(
            acted ? Action.OPPONENT_ACTED : Action.OPPONENT_REFUSED,
            prey.secret(),
            NAME,
            Manner.OUTSIDE,
            what + (acted ? "" : ", and is refused"));
  }
}
