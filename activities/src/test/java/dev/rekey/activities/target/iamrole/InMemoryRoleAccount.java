package dev.rekey.activities.target.iamrole;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.Wire;
import dev.rekey.activities.aws.principal.AssumedRoles;
import dev.rekey.activities.aws.principal.Doings;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.IamRole;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An account with one role in memory, on which a change of the trust policy arrives late; lateness
 * is counted in questions.
 */
final class InMemoryRoleAccount implements RoleAccount {
  /** How others call their sessions. */
  static final String WORK = "work";

  private final IamRole spec;
  private final InstantSource clock;
  private final Map<String, String> inline = new LinkedHashMap<>();
  private final List<Assumption> log = new ArrayList<>();
  private String policy;
  private String seen;
  private int lag;
  private int questionsUntilSeen;
  private boolean callerAllowed = true;
  private boolean looksAtIds = true;
  private boolean logReadable = true;
  private final List<JsonNode> calls = new ArrayList<>();
  private final Map<String, Instant> cuts = new LinkedHashMap<>();
  private Duration longest = Duration.ofHours(1);
  private String writtenByAnotherHand = "";
  private Optional<Being> being = Optional.of(new Being("AROAFIRST", Instant.EPOCH));

  InMemoryRoleAccount(IamRole spec, String policy, InstantSource clock) {
    this.spec = spec;
    this.policy = policy;
    this.seen = policy;
    this.clock = clock;
  }

  /** From now on a change is seen by STS only after this many questions. */
  void lagBy(int questions) {
    lag = questions;
  }

  /** Rekey's own identity is no longer among those who may assume the role. */
  void shutTheCallerOut() {
    callerAllowed = false;
  }

  /** Another statement lets the caller in without a look at the external id. */
  void lookAtNoId() {
    looksAtIds = false;
  }

  /** CloudTrail may not be read. */
  void hideTheLog() {
    logReadable = false;
  }

  void sessionsLast(Duration time) {
    longest = time;
  }

  /** Somebody writes this right after our next write. */
  void anotherHandWrites(String document) {
    writtenByAnotherHand = document;
  }

  /** Somebody writes this now. */
  void write(String document) {
    policy = document;
    seen = document;
  }

  String policy() {
    return policy;
  }

  /** A workload assumes the role. */
  Instant begin(String externalId) {
    log.add(new Assumption(Optional.of(externalId), WORK, "partner", "192.0.2.7", clock.instant()));
    return clock.instant();
  }

  Map<String, String> inline() {
    return inline;
  }

  /** Somebody deletes the role, with its policies. */
  void delete() {
    being = Optional.empty();
    inline.clear();
  }

  /** Somebody makes one of that name, which trusts whom they please. */
  void makeAnew(String document) {
    being = Optional.of(new Being("AROA" + clock.instant().toEpochMilli(), clock.instant()));
    write(document);
  }

  @Override
  public Optional<Being> being(IamRole asked) {
    return being;
  }

  @Override
  public Role role(IamRole asked) {
    if (!asked.role().equals(spec.role())) {
      throw new StepFailedException(FailureCode.TARGET_UNAVAILABLE, "nobody answers");
    }
    requireThere();
    return new Role(policy, longest);
  }

  private void requireThere() {
    if (being.isEmpty()) {
      throw new StepFailedException(FailureCode.NOT_FOUND, "IAM knows no such role");
    }
  }

  @Override
  public void trust(IamRole asked, String document) {
    policy = document;
    questionsUntilSeen = lag;
    if (!writtenByAnotherHand.isEmpty()) {
      policy = writtenByAnotherHand;
    }
    if (lag == 0) {
      seen = policy;
    }
  }

  @Override
  public Optional<String> inlinePolicy(IamRole asked, String name) {
    return Optional.ofNullable(inline.get(name));
  }

  @Override
  public void putInlinePolicy(IamRole asked, String name, String document) {
    requireThere();
    inline.put(name, document);
  }

  @Override
  public Answer assume(IamRole asked, String externalId) {
    if (!asked.role().equals(spec.role())) {
      return Answer.UNCLEAR;
    }
    if (questionsUntilSeen-- <= 0) {
      seen = policy;
    }
    boolean known = !looksAtIds || TrustPolicy.of(seen).externalIds().contains(externalId);
    if (!callerAllowed || !known || being.isEmpty()) {
      return Answer.DENIED;
    }
    log.add(
        new Assumption(
            Optional.of(externalId), RoleUsers.PROBE, "rekey", "192.0.2.1", clock.instant()));
    return Answer.ASSUMED;
  }

  @Override
  public List<Assumption> assumptions(IamRole asked, Instant since) {
    if (!logReadable) {
      throw new StepFailedException(FailureCode.PERMISSION_DENIED, "the log is not ours to read");
    }
    return log.stream().filter(it -> !it.at().isBefore(since)).toList();
  }

  @Override
  public Doings doings(IamRole asked, Instant since) {
    return logReadable
        ? new Doings(calls, List.of())
        : new Doings(List.of(), List.of(new Doings.Gap("calls of AssumeRole", "eu-central-1")));
  }

  /** A session of the role goes on to another role. */
  void chain(String role) {
    calls.add(
        Wire.mapper()
            .valueToTree(
                Map.of(
                    "eventSource",
                    "sts.amazonaws.com",
                    "eventName",
                    "AssumeRole",
                    "eventTime",
                    clock.instant().toString(),
                    "requestParameters",
                    Map.of("roleArn", role))));
  }

  @Override
  public List<String> uncut(Doings doings) {
    return AssumedRoles.in(doings).entrySet().stream()
        .filter(one -> !one.getValue().isBefore(cuts.getOrDefault(one.getKey(), Instant.MIN)))
        .map(Map.Entry::getKey)
        .toList();
  }

  @Override
  public List<String> cut(Doings doings, Instant before) {
    AssumedRoles.in(doings).keySet().forEach(role -> cuts.put(role, before));
    return AssumedRoles.in(doings).keySet().stream().map(role -> "cut " + role).toList();
  }

  @Override
  public List<String> parts(IamRole asked) {
    return List.of("inline policies: " + String.join(", ", inline.keySet()));
  }

  @Override
  public String place() {
    return "not AWS (memory)";
  }
}
