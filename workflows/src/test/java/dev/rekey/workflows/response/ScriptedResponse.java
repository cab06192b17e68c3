package dev.rekey.workflows.response;

import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.incident.Affected;
import dev.rekey.model.incident.AtRisk;
import dev.rekey.model.incident.CredentialAnswer;
import dev.rekey.model.incident.Finding;
import dev.rekey.model.incident.Living;
import dev.rekey.model.incident.ResponseCall;
import dev.rekey.model.incident.ResponseReply;
import dev.rekey.model.incident.ResponseRequest;
import dev.rekey.model.incident.TimelineEntry;
import dev.rekey.model.rotation.Fact;
import dev.rekey.model.rotation.UserOfOld;
import dev.rekey.model.trigger.Clue;
import dev.rekey.workflows.notice.NoticeActivities;
import dev.rekey.workflows.rotation.Rotations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Targets that answer as they are told to, and a ledger in memory. */
final class ScriptedResponse implements ResponseActivities {
  private final AtomicInteger contained = new AtomicInteger();
  private final AtomicInteger comesBack = new AtomicInteger();
  private final AtomicInteger deadFor = new AtomicInteger();
  private final ScriptedLedger ledger = new ScriptedLedger();
  private volatile boolean refused;
  private final Queue<Boolean> looks = new ConcurrentLinkedQueue<>();
  private volatile Living back = new Living("role may log in", "orders_a", "db");
  private volatile String dead = "";
  private volatile FailureCode cause = FailureCode.TARGET_UNAVAILABLE;
  private volatile boolean refusedBefore;
  private final List<ResponseRequest> asked = new CopyOnWriteArrayList<>();
  private volatile boolean lostAnswer;
  private volatile List<String> people = List.of();
  private volatile Clue reached = new Clue.Other("what it could read");
  private volatile List<Finding> findings = List.of();
  private final List<UserOfOld> users = new CopyOnWriteArrayList<>();

  void usedBy(UserOfOld user) {
    users.add(user);
  }

  void comesBack(int times, Living as) {
    back = as;
    comesBack.set(times);
  }

  void finds(Finding... those) {
    findings = List.of(those);
  }

  void comesBack(int times) {
    comesBack.set(times);
  }

  void reportedIsRefused(boolean now) {
    refused = now;
  }

  long asked(ResponseCall call) {
    return asked.stream().filter(one -> one.call() == call).count();
  }

  /** What is seen alive at each look from now on; nothing at those that follow. */
  void looks(Boolean... alive) {
    looks.addAll(List.of(alive));
  }

  /** Containment leaves this to people. */
  void asks(String what) {
    people = List.of(what);
  }

  /** The first one went on as this. */
  void reaches(Clue clue, AtRisk as) {
    reached = clue;
    reaches(List.of(as));
  }

  /** What the first one could read. */
  void reaches(List<AtRisk> those) {
    ledger.reaches(those);
  }

  /** Where rotations run that are told to revoke at once; nowhere if not said. */
  void rotations(Rotations where) {
    ledger.rotations(where);
  }

  /** This one's target does not answer so many calls of containment. */
  void dead(String secret, int calls) {
    dead(secret, calls, FailureCode.TARGET_UNAVAILABLE);
  }

  /** The same for another reason. */
  void dead(String secret, int calls, FailureCode code) {
    cause = code;
    dead = secret;
    deadFor.set(calls);
  }

  /**
   * Somebody else refused it before.
   *
   * @param again whether an earlier answer of containment got lost
   */
  void wasRefusedBefore(boolean again) {
    refusedBefore = true;
    lostAnswer = again;
  }

  /** Everything that was asked, in this order. */
  List<ResponseRequest> asked() {
    return List.copyOf(asked);
  }

  int contained() {
    return contained.get();
  }

  boolean released() {
    return ledger.released();
  }

  List<TimelineEntry> written() {
    return ledger.written();
  }

  @Override
  public ResponseReply.Answered probe(ResponseRequest request) {
    return each(
        request,
        secret ->
            refused
                ? seen(secret, "reported value refused", List.of())
                : seen(secret, "looked at", List.of(new Living("value in use", "v2", "store"))));
  }

  @Override
  public ResponseReply.Answered snapshot(ResponseRequest request) {
    return each(request, secret -> seen(secret, "looked at", List.of()));
  }

  @Override
  public ResponseReply.Answered contain(ResponseRequest request) {
    contained.incrementAndGet();
    ResponseReply.Answered answered =
        each(
            request,
            secret ->
                secret.value().equals(dead) && deadFor.getAndDecrement() > 0
                    ? new CredentialAnswer.Failed(secret, cause, "it does not answer")
                    : refused(secret));
    return new ResponseReply.Answered(answered.answers(), lostAnswer);
  }

  private CredentialAnswer refused(SecretId secret) {
    Fact now = new Fact(refusedBefore ? "sessions ended" : "refused", "db", Instant.EPOCH);
    Fact found = new Fact("role was refused already", "db", Instant.EPOCH);
    return new CredentialAnswer.Seen(
        secret,
        List.of(now),
        List.of(),
        List.of(),
        Optional.empty(),
        refusedBefore ? List.of(found) : List.of(),
        people,
        List.of(new Fact("role may log in", "db", Instant.EPOCH)));
  }

  @Override
  public ResponseReply.Answered enumerate(ResponseRequest request) {
    boolean there =
        comesBack.getAndUpdate(left -> Math.max(0, left - 1)) > 0
            || Boolean.TRUE.equals(looks.poll());
    return each(request, secret -> seen(secret, "looked at", there ? List.of(back) : List.of()));
  }

  @Override
  public ResponseReply.Answered prove(ResponseRequest request) {
    return each(request, secret -> seen(secret, "old value refused", List.of()));
  }

  @Override
  public ResponseReply.Answered hunt(ResponseRequest request) {
    return each(request, secret -> seen(secret, "hunted", List.of()));
  }

  @Override
  public ResponseReply.Answered reach(ResponseRequest request) {
    return each(
        request,
        secret ->
            new CredentialAnswer.Seen(
                secret, List.of(), List.of(), List.of(), ledger.reach(users, reached)));
  }

  private ResponseReply.Answered each(
      ResponseRequest request, Function<SecretId, CredentialAnswer> answer) {
    asked.add(request);
    return new ResponseReply.Answered(
        request.credentials().stream()
            .map(Affected::credential)
            .map(credential -> answer.apply(credential.secret()))
            .toList());
  }

  /** Looks see lost trust; what else is found, hunts find. */
  private CredentialAnswer seen(SecretId secret, String what, List<Living> living) {
    List<Finding> found = new ArrayList<>(findings);
    found.removeIf(one -> one.what().startsWith("trust") == what.equals("hunted"));
    return new CredentialAnswer.Seen(
        secret, List.of(new Fact(what, "db", Instant.EPOCH)), living, found, Optional.empty());
  }

  /** Notices that nobody reads. */
  NoticeActivities notices() {
    return notice -> List.of();
  }

  /** The ledger. */
  ScriptedLedger ledger() {
    return ledger;
  }
}
