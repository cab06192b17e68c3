package dev.rekey.console.door;

import dev.rekey.console.door.rollover.RolloverControl;
import dev.rekey.model.credential.TlsEndpoint;
import dev.rekey.model.rollover.Approval;
import dev.rekey.model.rollover.Obstacle;
import dev.rekey.model.rollover.RolloverEntry;
import dev.rekey.model.rollover.RolloverOrder;
import dev.rekey.model.rollover.RolloverPhase;
import dev.rekey.model.rollover.RolloverQuestion;
import dev.rekey.model.rollover.RolloverState;
import dev.rekey.model.rollover.RolloverView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rollovers that are only noted. */
final class NotedRollovers implements RolloverControl {
  final List<String> told = new ArrayList<>();
  private final Map<String, RolloverOrder> orders = new LinkedHashMap<>();
  private final List<TlsEndpoint> trusters = new ArrayList<>();

  @Override
  public void start(RolloverOrder order) {
    orders.put(order.authority(), order);
  }

  @Override
  public Optional<RolloverView> of(String authority) {
    return Optional.ofNullable(orders.get(authority))
        .map(
            order ->
                new RolloverView(
                    order,
                    Instant.EPOCH,
                    Optional.of(RolloverPhase.TRUST_BOTH),
                    RolloverState.WAITING,
                    Optional.of(RolloverQuestion.REMOVE_OLD_TRUST),
                    List.of(new Obstacle("consumer shop (ann)", "has not acknowledged the roots")),
                    false,
                    List.of(new RolloverEntry(1, Instant.EPOCH, "ann", "begins it: it ends"))));
  }

  @Override
  public void approve(String authority, Approval approval) {
    told.add(approval.by() + " approves " + approval.question());
  }

  @Override
  public void withdraw(String authority, String by, String reason) {
    told.add(by + " withdraws");
  }

  @Override
  public void lookAgain(String authority) {
    told.add("look at " + authority);
  }

  @Override
  public List<TlsEndpoint> trusters(String authority) {
    return trusters;
  }

  @Override
  public boolean addTruster(String authority, TlsEndpoint endpoint, String by, Instant at) {
    return trusters.add(endpoint);
  }

  @Override
  public boolean removeTruster(String authority, TlsEndpoint endpoint) {
    return trusters.remove(endpoint);
  }
}
