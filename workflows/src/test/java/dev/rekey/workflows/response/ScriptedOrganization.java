package dev.rekey.workflows.response;

import dev.rekey.model.FailureCode;
import dev.rekey.model.incident.OuterControlReply;
import dev.rekey.model.incident.OuterControlRequest;
import dev.rekey.model.incident.OuterDenial;
import dev.rekey.model.rotation.Fact;
import io.temporal.failure.ApplicationFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** An Organization that holds what it is told, unless it is told to fail. */
final class ScriptedOrganization implements OuterControlActivities {
  private final Set<OuterDenial> held = new LinkedHashSet<>();
  private final List<OuterControlRequest> requests = new ArrayList<>();
  private Optional<FailureCode> failure = Optional.empty();
  private Optional<FailureCode> narrowing = Optional.empty();
  private Optional<String> foreign = Optional.empty();
  private Optional<CountDownLatch> silent = Optional.empty();

  /** Every call fails so from now on. */
  synchronized void fails(FailureCode code) {
    failure = Optional.of(code);
  }

  /** Calls that deny nobody everything any more fail so from now on. */
  synchronized void failsToNarrow(FailureCode code) {
    narrowing = Optional.of(code);
  }

  synchronized void heals() {
    failure = Optional.empty();
    narrowing = Optional.empty();
  }

  /** Somebody attached a policy of this name that denies all of them everything. */
  synchronized void deniedBefore(String policy) {
    foreign = Optional.of(policy);
  }

  /** No call is answered before this. */
  synchronized void silentUntil(CountDownLatch end) {
    silent = Optional.of(end);
  }

  /** Somebody takes all of it away. */
  synchronized void strip() {
    held.clear();
  }

  synchronized Set<OuterDenial> held() {
    return new LinkedHashSet<>(held);
  }

  synchronized List<OuterControlRequest> requests() {
    return List.copyOf(requests);
  }

  @Override
  public OuterControlReply.Stands control(OuterControlRequest request) {
    silent().ifPresent(ScriptedOrganization::await);
    return answer(request);
  }

  private synchronized Optional<CountDownLatch> silent() {
    return silent;
  }

  private static void await(CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized OuterControlReply.Stands answer(OuterControlRequest request) {
    requests.add(request);
    boolean narrow = request.denials().stream().noneMatch(OuterDenial::everything);
    (narrow ? failure.or(() -> narrowing) : failure)
        .ifPresent(
            code -> {
              throw ApplicationFailure.newNonRetryableFailure("as planned", code.name());
            });
    Set<OuterDenial> before = held();
    for (OuterDenial one : request.denials()) {
      held.removeIf(it -> it.principal().equals(one.principal()));
      if (request.control() == OuterControlRequest.Control.SET) {
        held.add(one);
      }
    }
    return new OuterControlReply.Stands(
        !held.equals(before),
        List.of(new Fact("denied from outside", "memory", Instant.EPOCH)),
        request.denials().stream()
            .filter(one -> foreign.isPresent())
            .map(one -> "denied to " + one.principal() + " by " + foreign.orElseThrow())
            .map(what -> new Fact(what, "memory", Instant.EPOCH))
            .toList());
  }
}
