package dev.rekey.workflows.response;

import dev.rekey.model.rollover.Obstacle;
import dev.rekey.model.rollover.RolloverReply;
import dev.rekey.model.rollover.RolloverRequest;
import dev.rekey.workflows.rollover.RolloverActivities;
import java.util.ArrayList;
import java.util.List;

/** The steps of rollovers, each written down; somebody may still present the old certificate. */
class PhasedAuthorities implements RolloverActivities {
  private final List<String> happened = new ArrayList<>();
  private boolean presented;

  /** Whether somebody shows a certificate of the old one from now on. */
  synchronized void presents(boolean now) {
    presented = now;
  }

  /** The phases and ends of all rollovers, each once. */
  synchronized List<String> happened() {
    return List.copyOf(happened);
  }

  private synchronized RolloverReply.Standing note(String what) {
    if (!happened.contains(what)) {
      happened.add(what);
    }
    return new RolloverReply.Standing(List.of(), List.of());
  }

  @Override
  public RolloverReply.Standing enter(RolloverRequest.Enter to) {
    return note(to.order().authority() + " " + to.phase());
  }

  @Override
  public RolloverReply.Standing leave(RolloverRequest.Leave back) {
    return note(back.order().authority() + " LEFT");
  }

  @Override
  public RolloverReply.Standing believe(RolloverRequest.Believe question) {
    return new RolloverReply.Standing(List.of(), List.of());
  }

  @Override
  public RolloverReply.Leaves remaining(RolloverRequest.Remaining question) {
    return new RolloverReply.Leaves(List.of());
  }

  @Override
  public synchronized RolloverReply.Standing served(RolloverRequest.Served question) {
    return new RolloverReply.Standing(
        presented ? List.of(new Obstacle("edge:443", "presents one of the old")) : List.of(),
        List.of());
  }

  @Override
  public RolloverReply.Strangers strangers(RolloverRequest.Strangers question) {
    throw new IllegalStateException("The response looks for them itself");
  }

  @Override
  public RolloverReply.Standing condemn(RolloverRequest.Condemn end) {
    note(end.order().authority() + " condemned");
    return new RolloverReply.Standing(List.of(), List.of("the parent's list says revoked"));
  }

  @Override
  public RolloverReply.Standing writeDown(RolloverRequest.WriteDown lines) {
    return new RolloverReply.Standing(List.of(), List.of());
  }
}
