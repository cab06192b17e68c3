package dev.rekey.workflows.world;

import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.rotation.Fact;
import dev.rekey.model.rotation.RotationOutcome;
import dev.rekey.model.rotation.RotationStep;
import dev.rekey.model.rotation.StepRequest;
import dev.rekey.model.rotation.StepResult;
import dev.rekey.model.rotation.UserOfOld;
import dev.rekey.workflows.worker.FunctionInvoker;
import dev.rekey.workflows.worker.FunctionLostException;
import dev.rekey.workflows.worker.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One credential: its target, its store and its users, behind the function {@code
 * rekey-postgres-user}.
 */
public final class World implements FunctionInvoker {
  /** The version that is in use before anything is rotated. */
  public static final VersionId OLD = new VersionId("00000000-0000-0000-0000-00000000000a");

  private static final int FOR_EVER = 1_000_000;

  private final Map<RotationStep, Fault> faults = new EnumMap<>(RotationStep.class);
  private final Map<RotationStep, AtomicInteger> times = new EnumMap<>(RotationStep.class);
  private final List<StepRequest> calls = new ArrayList<>();
  private final Set<VersionId> accepted = new LinkedHashSet<>(Set.of(OLD));
  private final List<String> broken = new ArrayList<>();
  private final List<UserOfOld> users = new ArrayList<>();
  private final List<UserOfOld> usersOfNew = new ArrayList<>();
  private final Map<RotationStep, Runnable> beforehand = new EnumMap<>(RotationStep.class);
  private final List<RotationOutcome> told = new ArrayList<>();
  private VersionId current = OLD;
  private VersionId old = OLD;

  /** The step fails so from now on, that many times. */
  public World failing(RotationStep step, Fault fault, int howOften) {
    faults.put(step, fault);
    times.put(step, new AtomicInteger(howOften));
    return this;
  }

  /** The step fails so whenever it is called. */
  public World failing(RotationStep step, Fault fault) {
    return failing(step, fault, FOR_EVER);
  }

  /** Something happens each time before the step is looked at. */
  public World before(RotationStep step, Runnable what) {
    beforehand.put(step, what);
    return this;
  }

  /** Somebody begins to use the old version. */
  public synchronized World usedBy(UserOfOld user) {
    users.add(user);
    return this;
  }

  /** Nobody uses the old version any more. */
  public synchronized void leave() {
    users.clear();
  }

  /** Somebody uses the new version, and cannot be told to go back. */
  public synchronized World stuckOnNew(UserOfOld user) {
    usersOfNew.add(user);
    return this;
  }

  /** Whoever used the new version has gone back. */
  public synchronized void goBack() {
    usersOfNew.clear();
  }

  /** The versions that the target lets in. */
  public synchronized Set<VersionId> accepted() {
    return Set.copyOf(accepted);
  }

  /** The version that is AWSCURRENT. */
  public synchronized VersionId current() {
    return current;
  }

  /** Every step that was called, in order. */
  public synchronized List<RotationStep> steps() {
    return calls.stream().map(StepRequest::step).toList();
  }

  /** Every call. */
  public synchronized List<StepRequest> calls() {
    return List.copyOf(calls);
  }

  /** The outcomes that the ledger heard of. */
  public synchronized List<RotationOutcome> told() {
    return List.copyOf(told);
  }

  /** Promises that were broken on the way. */
  public synchronized List<String> broken() {
    return List.copyOf(broken);
  }

  @Override
  public byte[] invoke(String function, byte[] payload) {
    try {
      StepRequest request = Wire.mapper().readValue(payload, StepRequest.class);
      beforehand.getOrDefault(request.step(), () -> {}).run();
      return Wire.mapper().writeValueAsBytes(answer(function, request));
    } catch (IOException bug) {
      throw new UncheckedIOException(bug);
    }
  }

  private synchronized StepResult answer(String function, StepRequest request) {
    calls.add(request);
    Fault fault = nextFault(request.step());
    if (fault == null) {
      return happen(request);
    }
    if (fault.afterEffect()) {
      happen(request);
    }
    return new StepResult.Failed(
        fault.code().orElseThrow(() -> FunctionLostException.unknown(function)), "as planned");
  }

  @org.jspecify.annotations.Nullable
  private Fault nextFault(RotationStep step) {
    Fault planned = faults.get(step);
    return planned != null && times.get(step).getAndDecrement() > 0 ? planned : null;
  }

  private StepResult happen(StepRequest request) {
    StepResult result =
        switch (request.step()) {
          case CREATE -> create(request);
          case DEPLOY -> deploy(request);
          case VERIFY -> verify(request);
          case REVOKE -> revoke(request);
          case WITHDRAW, DISCARD -> withdraw(request);
          case CONCLUDE -> conclude(request);
        };
    if (accepted.isEmpty() && request.reason().oldIsTrusted()) {
      broken.add("nothing is accepted after " + request.step());
    }
    return result;
  }

  private StepResult create(StepRequest request) {
    if (!current.equals(request.version())) {
      old = current;
    }
    accepted.add(request.version());
    if (!request.credential().overlaps()) {
      accepted.remove(old);
    }
    return done("installed");
  }

  private StepResult deploy(StepRequest request) {
    current = request.version();
    return done("current");
  }

  private StepResult verify(StepRequest request) {
    if (!accepted.contains(request.version())) {
      return new StepResult.Failed(FailureCode.NEW_REJECTED, "the new version is refused");
    }
    return users.isEmpty() || open(request) ? done("unused") : new StepResult.Waiting(users);
  }

  private StepResult revoke(StepRequest request) {
    if (!users.isEmpty() && !open(request)) {
      return new StepResult.Waiting(users);
    }
    accepted.remove(old);
    return done("refused");
  }

  private StepResult withdraw(StepRequest request) {
    if (!request.reason().oldIsTrusted()) {
      broken.add("a version that is not trusted was to be restored");
    }
    accepted.add(old);
    current = old;
    if (!usersOfNew.isEmpty() && request.force().isEmpty()) {
      return new StepResult.Waiting(usersOfNew);
    }
    accepted.remove(request.version());
    return done("withdrawn");
  }

  private StepResult conclude(StepRequest request) {
    told.add(request.outcome().orElseThrow());
    return done("written down");
  }

  private static boolean open(StepRequest request) {
    return request.force().isPresent() || !request.reason().oldIsTrusted();
  }

  private static StepResult done(String what) {
    return new StepResult.Done(List.of(new Fact(what, "world", Instant.EPOCH)));
  }
}
