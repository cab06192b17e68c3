package dev.rekey.workflows.response;

import dev.rekey.model.credential.SecretId;
import dev.rekey.model.incident.CredentialAnswer;
import dev.rekey.model.incident.ResponseCall;
import dev.rekey.model.incident.ResponseReply;
import dev.rekey.model.incident.ResponseRequest;
import dev.rekey.workflows.CallFailure;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Asks the functions about many credentials at once: by kind, in bundles, all side by side. */
final class Calls {
  /** Small enough that one call ends within seconds, and a message stays far below 2 MB. */
  private static final int BUNDLE = 350;

  private static final int BUNDLE_BEFORE = 250;

  /**
   * Who is still to be refused would wait for the processors, which those need who are being logged
   * out: all of a call are refused first. What is told of each is little.
   */
  private static final int CONTAINED_TOGETHER = 1000;

  private static final int FEW = 1;
  private static final int TOGETHER = 2;
  private static final int ROTATORS_LAST = 3;

  /** For calls about those that they refuse. */
  private static final Duration ROTATORS_WAIT = Duration.ofSeconds(20);

  private final CaseFile file;
  private final ResponseActivities targets = ResponseStubs.targets();
  private final ResponseActivities beside = ResponseStubs.beside();
  private final ResponseActivities probing = ResponseStubs.probing();
  private int way = Workflow.DEFAULT_VERSION;

  Calls(CaseFile file) {
    this.file = file;
  }

  /** One answer for each, whatever happened to the others. */
  Answers ask(ResponseCall call, List<Member> members) {
    return begin(call, members).answers();
  }

  /** The same, for who has something else to do meanwhile. */
  Asked begin(ResponseCall call, List<Member> members) {
    return new Asked(bundles(call, members));
  }

  /** Calls that are under way. */
  record Asked(List<Bundle> bundles) {
    /** Waits for all of them. */
    Answers answers() {
      Answers answers = new Answers();
      for (Bundle bundle : bundles) {
        answers.add(bundle.members(), bundle.answers());
        answers.askedBefore(bundle.askedBefore());
      }
      return answers;
    }
  }

  /**
   * Some of them.
   *
   * @param before those that an earlier call was about, which may have had its effect
   */
  record Bundle(
      List<Member> members, List<Member> before, Promise<ResponseReply.Answered> promise) {
    List<Member> askedBefore() {
      return promise.getFailure() == null && promise.get().again() ? members : before;
    }

    List<CredentialAnswer> answers() {
      try {
        return promise.get().answers();
      } catch (ActivityFailure failure) {
        CallFailure known = CallFailure.of(failure.getCause());
        return members.stream()
            .<CredentialAnswer>map(
                one -> new CredentialAnswer.Failed(one.secret(), known.code(), known.reason()))
            .toList();
      }
    }
  }

  /**
   * Responses that began when there were more calls than are needed go on with them. To be asked
   * before anything is under way, which would take its turns in another order in a replay.
   */
  void settle() {
    way = Workflow.getVersion("few-calls", Workflow.DEFAULT_VERSION, ROTATORS_LAST);
  }

  boolean areFew() {
    return way >= FEW;
  }

  private int most(ResponseCall call) {
    if (!areFew()) {
      return BUNDLE_BEFORE;
    }
    return way >= TOGETHER && call == ResponseCall.CONTAIN ? CONTAINED_TOGETHER : BUNDLE;
  }

  private List<Bundle> bundles(ResponseCall call, List<Member> members) {
    Set<SecretId> last =
        call == ResponseCall.CONTAIN && way >= ROTATORS_LAST
            ? neededElsewhere(parts(call, members))
            : Set.of();
    List<Member> rotators = members.stream().filter(one -> last.contains(one.secret())).toList();
    List<Member> first = members.stream().filter(one -> !last.contains(one.secret())).toList();
    List<Bundle> bundles = new ArrayList<>();
    for (List<Member> part : parts(call, first)) {
      bundles.add(new Bundle(part, before(call, part), started(call, part)));
    }
    if (!last.isEmpty()) {
      Promise<Boolean> others = answered(bundles);
      for (List<Member> part : parts(call, rotators)) {
        Promise<ResponseReply.Answered> later = others.thenCompose(it -> started(call, part));
        bundles.add(new Bundle(part, before(call, part), later));
      }
    }
    return bundles;
  }

  private List<List<Member>> parts(ResponseCall call, List<Member> members) {
    Map<String, List<Member>> byKind = new LinkedHashMap<>();
    members.forEach(one -> byKind.computeIfAbsent(one.kind(), k -> new ArrayList<>()).add(one));
    List<List<Member>> parts = new ArrayList<>();
    int most = most(call);
    for (List<Member> kin : byKind.values()) {
      for (int from = 0; from < kin.size(); from += most) {
        parts.add(List.copyOf(kin.subList(from, Math.min(kin.size(), from + most))));
      }
    }
    return parts;
  }

  /** By which logins Rekey refuses others of another call; within one, its function sees to it. */
  private static Set<SecretId> neededElsewhere(List<List<Member>> parts) {
    Set<SecretId> needed = new HashSet<>();
    for (List<Member> part : parts) {
      Set<SecretId> here = part.stream().map(Member::secret).collect(Collectors.toSet());
      part.stream()
          .flatMap(one -> one.atRisk().credential().rotatorSecret().stream())
          .filter(secret -> !here.contains(secret))
          .forEach(needed::add);
    }
    needed.retainAll(
        parts.stream().flatMap(List::stream).map(Member::secret).collect(Collectors.toSet()));
    return needed;
  }

  /** A rotator that is in other hands lives on for no longer than that. */
  private static Promise<Boolean> answered(List<Bundle> bundles) {
    List<Promise<Boolean>> each =
        bundles.stream().map(one -> one.promise().handle((answer, failure) -> true)).toList();
    return Promise.anyOf(
        List.of(
            Promise.allOf(List.copyOf(each)).thenApply(all -> true),
            Workflow.newTimer(ROTATORS_WAIT).thenApply(over -> true)));
  }

  /** Only of containment it matters who has done it. */
  private static List<Member> before(ResponseCall call, List<Member> part) {
    List<Member> before = part.stream().filter(Member::wasContainedBefore).toList();
    if (call == ResponseCall.CONTAIN) {
      part.forEach(Member::isBeingContained);
    }
    return before;
  }

  private Promise<ResponseReply.Answered> started(ResponseCall call, List<Member> part) {
    ResponseRequest request =
        new ResponseRequest(
            call,
            file.id(),
            part.stream()
                .map(call == ResponseCall.PROBE ? Member::reported : Member::affected)
                .toList(),
            file.suspectSince());
    return switch (call) {
      case PROBE -> Async.function(probing::probe, request);
      case SNAPSHOT -> Async.function(beside::snapshot, request);
      case CONTAIN -> Async.function(targets::contain, request);
      case ENUMERATE -> Async.function(targets::enumerate, request);
      case PROVE -> Async.function(targets::prove, request);
      case HUNT -> Async.function(targets::hunt, request);
      case REACH -> Async.function(targets::reach, request);
    };
  }
}
