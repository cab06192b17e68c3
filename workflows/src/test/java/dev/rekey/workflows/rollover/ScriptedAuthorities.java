package dev.rekey.workflows.rollover;

import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.incident.Finding;
import dev.rekey.model.inventory.DueCredential;
import dev.rekey.model.rollover.Obstacle;
import dev.rekey.model.rollover.RolloverEntry;
import dev.rekey.model.rollover.RolloverPhase;
import dev.rekey.model.rollover.RolloverReply;
import dev.rekey.model.rollover.RolloverRequest;
import dev.rekey.model.rotation.RotationOutcome;
import dev.rekey.model.rotation.RotationRequest;
import dev.rekey.model.rotation.RotationStep;
import io.temporal.failure.ApplicationFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Two authorities, their certificates and who believes them, as a test wants them. */
final class ScriptedAuthorities implements RolloverActivities {
  private static final VersionId NEXT = new VersionId("00000000-0000-0000-0000-00000000000b");

  private static final Optional<Instant> NO_TIME = Optional.empty();

  private final List<String> happened = new ArrayList<>();
  private final List<DueCredential> old = new ArrayList<>();
  private final List<RolloverEntry> written = new ArrayList<>();
  private final List<Obstacle> unbelieving = new ArrayList<>();
  private final List<Obstacle> presenting = new ArrayList<>();
  private final List<Finding> forged = new ArrayList<>();
  private int looks;
  private RolloverPhase failing = RolloverPhase.STOP_ISSUANCE;
  private FailureCode failure = FailureCode.UNEXPECTED;
  private int failures;
  private int refusals;

  ScriptedAuthorities(DueCredential... leaves) {
    old.addAll(Arrays.asList(leaves));
  }

  /** Entering the phase fails so, that many times. */
  synchronized ScriptedAuthorities failing(RolloverPhase phase, FailureCode code, int times) {
    failing = phase;
    failure = code;
    failures = times;
    return this;
  }

  /** So many rotations are withdrawn before one succeeds. */
  synchronized ScriptedAuthorities withdrawing(int times) {
    refusals = times;
    return this;
  }

  synchronized void doubted(String who) {
    unbelieving.add(new Obstacle(who, "has not acknowledged the roots"));
  }

  synchronized void believed() {
    unbelieving.clear();
  }

  synchronized void presents(String where) {
    presenting.add(new Obstacle(where, "presents the certificate 1 of old"));
  }

  synchronized void presentsNothing() {
    presenting.clear();
  }

  /** Somebody who has the key of the old one serves this. */
  synchronized void forges(String identity) {
    forged.add(new Finding("certificate that old has no record of", identity, "edge:443", NO_TIME));
  }

  /** How often strangers were looked for. */
  synchronized int looks() {
    return looks;
  }

  /** What happened, in its order; looks that found somebody are not among it. */
  synchronized List<String> happened() {
    return List.copyOf(happened);
  }

  synchronized List<RolloverEntry> written() {
    return List.copyOf(written);
  }

  @Override
  public synchronized RolloverReply.Standing enter(RolloverRequest.Enter to) {
    if (to.phase() == failing && failures > 0) {
      failures--;
      throw ApplicationFailure.newBuilder()
          .setMessage("as planned")
          .setType(failure.name())
          .setNonRetryable(!failure.retryable())
          .build();
    }
    happened.add(to.phase().name());
    return quiet();
  }

  @Override
  public synchronized RolloverReply.Standing leave(RolloverRequest.Leave back) {
    happened.add("LEFT");
    return quiet();
  }

  @Override
  public synchronized RolloverReply.Standing believe(RolloverRequest.Believe question) {
    if (unbelieving.isEmpty()) {
      happened.add("believed");
    }
    return new RolloverReply.Standing(unbelieving, List.of());
  }

  @Override
  public synchronized RolloverReply.Leaves remaining(RolloverRequest.Remaining question) {
    return new RolloverReply.Leaves(old);
  }

  @Override
  public synchronized RolloverReply.Standing served(RolloverRequest.Served question) {
    if (presenting.isEmpty()) {
      happened.add("nothing presented");
    }
    return new RolloverReply.Standing(presenting, List.of());
  }

  @Override
  public synchronized RolloverReply.Strangers strangers(RolloverRequest.Strangers question) {
    looks++;
    return new RolloverReply.Strangers(forged);
  }

  @Override
  public synchronized RolloverReply.Standing condemn(RolloverRequest.Condemn end) {
    happened.add("condemned");
    return quiet();
  }

  @Override
  public synchronized RolloverReply.Standing writeDown(RolloverRequest.WriteDown lines) {
    lines.entries().stream()
        .filter(line -> written.stream().noneMatch(one -> one.number() == line.number()))
        .forEach(written::add);
    return quiet();
  }

  /** A rotation of one of them ran. */
  synchronized RotationOutcome rotated(RotationRequest request) {
    SecretId secret = request.credential().secret();
    if (refusals > 0) {
      refusals--;
      return new RotationOutcome.Withdrawn(
          NEXT, RotationStep.CREATE, FailureCode.ORDER_REFUSED, "as planned");
    }
    old.removeIf(one -> one.request().credential().secret().equals(secret));
    happened.add("re-issued " + secret);
    return new RotationOutcome.Rotated(NEXT);
  }

  private static RolloverReply.Standing quiet() {
    return new RolloverReply.Standing(List.of(), List.of());
  }
}
