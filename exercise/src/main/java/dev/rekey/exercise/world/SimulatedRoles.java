package dev.rekey.exercise.world;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.aws.principal.AccountLogs;
import dev.rekey.activities.aws.principal.AssumedRoles;
import dev.rekey.activities.aws.principal.Denial;
import dev.rekey.activities.aws.principal.Doings;
import dev.rekey.activities.target.iamrole.RoleAccount;
import dev.rekey.exercise.world.RoleSessions.RoleSession;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.IamRole;
import dev.rekey.model.credential.SecretId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * IAM, STS and CloudTrail as an exercise has them for roles, in more than one account. The target
 * itself is the real one, over this.
 */
public final class SimulatedRoles implements RoleAccount {
  private static final Duration LONGEST = Duration.ofHours(1);

  private final CallTrail trail;
  private final Map<String, SimulatedRole> roles = new LinkedHashMap<>();

  SimulatedRoles(CallTrail trail) {
    this.trail = trail;
  }

  void settle(SimulatedRole role) {
    roles.put(role.spec().role(), role);
    trail.open(AccountLogs.account(role.spec().role()));
  }

  /** The role whose external id is this secret. */
  Optional<SimulatedRole> of(SecretId secret) {
    return roles.values().stream().filter(role -> role.spec().secret().equals(secret)).findFirst();
  }

  Stream<String> alive() {
    return roles.values().stream().flatMap(SimulatedRole::alive);
  }

  private SimulatedRole known(IamRole spec) {
    return Optional.ofNullable(roles.get(spec.role()))
        .orElseThrow(
            () ->
                new StepFailedException(
                    FailureCode.TARGET_UNAVAILABLE, "Nobody answers for " + spec.role()));
  }

  @Override
  public Role role(IamRole spec) {
    return new Role(known(spec).trust().text(), LONGEST);
  }

  @Override
  public void trust(IamRole spec, String document) {
    known(spec).write(new RoleDocument(document));
  }

  @Override
  public Optional<String> inlinePolicy(IamRole spec, String name) {
    return known(spec).inline(name);
  }

  @Override
  public void putInlinePolicy(IamRole spec, String name, String document) {
    known(spec).putInline(name, document);
  }

  @Override
  public Answer assume(IamRole spec, String externalId) {
    return Optional.ofNullable(roles.get(spec.role()))
        .map(role -> role.accepts(externalId) ? Answer.ASSUMED : Answer.DENIED)
        .orElse(Answer.UNCLEAR);
  }

  @Override
  public List<Assumption> assumptions(IamRole spec, Instant since) {
    return begun(spec, since)
        .map(
            one ->
                new Assumption(one.externalId(), "work", one.key(), WorldSpecs.HOST, one.begun()))
        .toList();
  }

  @Override
  public Doings doings(IamRole spec, Instant since) {
    return trail.since(
        since, begun(spec, since).map(one -> CallTrail.Session.of(spec, one.key())).toList());
  }

  private Stream<RoleSession> begun(IamRole spec, Instant since) {
    return known(spec).sessions().all().stream().filter(one -> !one.begun().isBefore(since));
  }

  @Override
  public List<String> uncut(Doings doings) {
    return AssumedRoles.in(doings).entrySet().stream()
        .filter(
            one ->
                Optional.ofNullable(roles.get(one.getKey()))
                    .filter(role -> !role.isCut(one.getValue()))
                    .isPresent())
        .map(Map.Entry::getKey)
        .toList();
  }

  @Override
  public List<String> cut(Doings doings, Instant before) {
    return AssumedRoles.in(doings).entrySet().stream()
        .flatMap(
            one ->
                Stream.ofNullable(roles.get(one.getKey()))
                    .map(role -> cut(role, one.getValue(), before)))
        .toList();
  }

  private static String cut(SimulatedRole role, Instant assumed, Instant before) {
    if (!role.isCut(assumed)) {
      role.putInline(Denial.OLDER_SESSIONS, Denial.before(before));
    }
    return "sessions of the role " + role.spec().role() + " are denied everything";
  }

  @Override
  public List<String> parts(IamRole spec) {
    return List.of("inline policies: not told in an exercise");
  }

  @Override
  public String place() {
    return "not AWS (exercise)";
  }
}
