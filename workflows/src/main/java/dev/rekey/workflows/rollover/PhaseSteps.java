package dev.rekey.workflows.rollover;

import dev.rekey.model.rollover.Obstacle;
import dev.rekey.model.rollover.RolloverOrder;
import dev.rekey.model.rollover.RolloverPhase;
import dev.rekey.model.rollover.RolloverReply;
import dev.rekey.model.rollover.RolloverRequest;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What each phase changes, and what is looked at in it. */
final class PhaseSteps {
  /** A function keeps what it read of an authority for ten seconds. */
  private static final Duration KNOWN_EVERYWHERE = Duration.ofSeconds(12);

  private final RolloverStanding standing;
  private final Persons persons;
  private final Patience patience;
  private final Chronicle chronicle;
  private final RolloverActivities patient = RolloverStubs.patient();
  private final RolloverActivities forward = RolloverStubs.forward();

  PhaseSteps(RolloverStanding standing, Persons persons, Patience patience, Chronicle chronicle) {
    this.standing = standing;
    this.persons = persons;
    this.patience = patience;
    this.chronicle = chronicle;
  }

  private RolloverOrder order() {
    return standing.order();
  }

  private RolloverActivities activities() {
    return standing.returnable() ? patient : forward;
  }

  /** Enters a phase, unless an earlier run did; everybody knows when this returns. */
  void enter(RolloverPhase phase, String what) {
    if (standing.reached(phase)) {
      return;
    }
    persons.turnRound();
    standing.enters(phase);
    RolloverReply.Standing done =
        patience.insist(() -> activities().enter(new RolloverRequest.Enter(order(), phase)));
    done.seen().forEach(standing::note);
    chronicle.write(what);
    if (phase != RolloverPhase.TRUST_BOTH) {
      Workflow.sleep(KNOWN_EVERYWHERE);
    }
  }

  /** Waits until everybody believes what is to be believed in this phase. */
  void awaitBelief() {
    await(() -> activities().believe(new RolloverRequest.Believe(order())));
  }

  RolloverReply.Leaves remaining() {
    return patience.insist(() -> forward.remaining(new RolloverRequest.Remaining(order())));
  }

  /** Waits until nothing of the old authority is presented anywhere. */
  void awaitNothingServed() {
    await(() -> forward.served(new RolloverRequest.Served(order())));
  }

  /** Waits until what remains to be done to the old authority is done, and proven; says how. */
  List<String> condemn() {
    List<String> seen = new ArrayList<>();
    await(
        () -> {
          RolloverReply.Standing now = forward.condemn(new RolloverRequest.Condemn(order()));
          seen.clear();
          seen.addAll(now.seen());
          return now;
        });
    return seen;
  }

  /** What was seen counts once nobody is in the way. */
  private void await(Supplier<RolloverReply.Standing> look) {
    patience.until(
        () -> {
          RolloverReply.Standing now = patience.insist(look);
          if (now.obstacles().isEmpty()) {
            now.seen().forEach(standing::note);
          }
          return now.obstacles();
        });
  }

  /** Goes back; who cannot be told still believes both, which does no harm. */
  List<Obstacle> goBack() {
    RolloverRequest.Leave back = new RolloverRequest.Leave(order());
    patience.insist(() -> forward.leave(back)).seen().forEach(standing::note);
    return patience.insist(() -> forward.believe(new RolloverRequest.Believe(order()))).obstacles();
  }
}
