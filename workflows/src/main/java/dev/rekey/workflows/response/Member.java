package dev.rekey.workflows.response;

import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.SigningAuthority;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.incident.Affected;
import dev.rekey.model.incident.AtRisk;
import dev.rekey.model.incident.OuterDenial;
import dev.rekey.model.incident.ResponseMode;
import dev.rekey.model.incident.ResponseStep;
import dev.rekey.model.rotation.UserOfOld;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One credential of an incident, and how far the response is with it. */
final class Member {
  private static final Duration LONGEST_REST = Duration.ofSeconds(30);

  private final AtRisk atRisk;
  private ResponseMode mode;
  private Optional<ResponseStep> done = Optional.empty();
  private Optional<VersionId> recovered = Optional.empty();
  private Optional<VersionId> staying = Optional.empty();
  private Optional<VersionId> coming = Optional.empty();
  private Optional<Instant> comingSince = Optional.empty();
  private boolean overlapped;
  private boolean leakedAgain;
  private Optional<Instant> contained = Optional.empty();
  private boolean beingContained;
  private final Set<UserOfOld> users = new LinkedHashSet<>();
  private boolean proven;
  private boolean silent;
  private boolean narrowed;
  private final List<OuterDenial> others = new ArrayList<>();
  private Promise<Void> way = Workflow.newPromise((Void) null);
  private int failures;

  Member(AtRisk atRisk, ResponseMode mode) {
    this.atRisk = atRisk;
    this.mode = mode;
  }

  AtRisk atRisk() {
    return atRisk;
  }

  SecretId secret() {
    return atRisk.secret();
  }

  /** The authority, if it is one's key: another one takes its place, and none is rotated. */
  Optional<SigningAuthority> authority() {
    return SigningAuthority.in(atRisk.credential());
  }

  String kind() {
    return atRisk.credential().kind();
  }

  /** Where it is honoured; what is there shares its fate. */
  String target() {
    return kind() + " at " + atRisk.credential().target();
  }

  Affected affected() {
    return new Affected(atRisk.credential(), recovered.or(() -> staying));
  }

  /** What its principals are denied from outside: everything, until a new version is to be used. */
  List<OuterDenial> outerDenials() {
    boolean everything = recovered.isEmpty() && !narrowed;
    return Stream.concat(
            atRisk.credential().principals().stream()
                .map(principal -> new OuterDenial(principal, everything)),
            others.stream())
        .toList();
  }

  /** Who came up that is the same opponent is denied something from outside, too. */
  void denyToo(OuterDenial other) {
    others.removeIf(known -> known.principal().equals(other.principal()) && !known.everything());
    if (others.stream().noneMatch(known -> known.principal().equals(other.principal()))) {
      others.add(other);
    }
  }

  void narrow() {
    narrowed = true;
  }

  ResponseMode mode() {
    return mode;
  }

  void become(ResponseMode next) {
    mode = next;
  }

  Optional<ResponseStep> done() {
    return done;
  }

  /** A step has its effect; what failed before is forgotten. */
  void did(ResponseStep step) {
    done = Optional.of(step);
    failures = 0;
  }

  Optional<VersionId> recovered() {
    return recovered;
  }

  void recoveredBy(VersionId version) {
    recovered = Optional.of(version);
  }

  /** What is asked before anything is done to it, where a report names values. */
  Affected reported() {
    return new Affected(atRisk.credential(), Optional.empty(), atRisk.values());
  }

  /** From now on another version is on its way, or there: this one, if that is known. */
  void isComing(Optional<VersionId> version) {
    coming = version;
    comingSince = Optional.of(CaseFile.now());
  }

  /** The version that replaces it or did. */
  Optional<VersionId> coming() {
    return recovered.or(() -> coming);
  }

  /** Since when it is made. */
  Optional<Instant> comingSince() {
    return comingSince;
  }

  /** Its replacement is in other hands too: another one of it goes through the runbook. */
  void leaksAgain() {
    leakedAgain = true;
  }

  /** Whether it is still this one that goes through the runbook. */
  boolean isCurrent() {
    return !leakedAgain;
  }

  /** Its replacement is made since it leaked, and dies with nothing else of it. */
  void staysAs(VersionId version) {
    staying = Optional.of(version);
  }

  /** Its replacement did not come about. */
  void staysNot() {
    staying = Optional.empty();
  }

  /** Whether its replacement is on its way, and the old one dies by it. */
  boolean isBeingReplaced() {
    return staying.isPresent();
  }

  /** That it may live beside its replacement is over; it comes once. */
  void overlapIsOver() {
    overlapped = true;
  }

  void overlapGoesOn() {
    overlapped = false;
  }

  boolean carriesRekey() {
    return atRisk.credential().carriesRekey();
  }

  boolean overlaps() {
    return mayOverlap() && !overlapped;
  }

  /** Whether it may live until it is replaced; what Rekey depends on has to. */
  boolean mayOverlap() {
    return (mode == ResponseMode.OVERLAP || carriesRekey()) && authority().isEmpty();
  }

  Optional<Instant> contained() {
    return contained;
  }

  /** The first time counts: what comes back later is drift. */
  void containedAt(Instant at) {
    contained = contained.or(() -> Optional.of(at));
  }

  /** A call to refuse it is on its way; from now on what is refused may be its work. */
  void isBeingContained() {
    beingContained = true;
  }

  boolean wasContainedBefore() {
    return beingContained;
  }

  /** Containment threw these out: they used it until then. */
  void wasUsedBy(List<UserOfOld> those) {
    users.addAll(those);
  }

  Set<UserOfOld> users() {
    return users;
  }

  void makesWay(Promise<Void> promise) {
    way = promise;
  }

  boolean hasWay() {
    return way.isCompleted();
  }

  boolean proven() {
    return proven;
  }

  boolean silent() {
    return silent;
  }

  void fallSilent() {
    silent = true;
  }

  void prove() {
    proven = true;
  }

  /** How long to rest before the next try: a second, and twice as long each time. */
  Duration restAfterFailure() {
    Duration rest = Duration.ofSeconds(1L << Math.min(failures, 5));
    failures++;
    return rest.compareTo(LONGEST_REST) < 0 ? rest : LONGEST_REST;
  }
}
