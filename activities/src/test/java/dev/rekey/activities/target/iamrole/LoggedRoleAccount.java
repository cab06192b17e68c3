package dev.rekey.activities.target.iamrole;

import dev.rekey.activities.aws.EventHistory;
import dev.rekey.activities.aws.principal.AccountLogs;
import dev.rekey.activities.aws.principal.Doings;
import dev.rekey.model.credential.IamRole;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * A real account at an emulator, except for its log: the emulator names calls of STS by their
 * method, and never AssumeRole.
 */
final class LoggedRoleAccount implements RoleAccount {
  private final AwsRoleAccount real;
  private final List<Assumption> log = new ArrayList<>();

  private LoggedRoleAccount(AwsRoleAccount real) {
    this.real = real;
  }

  static LoggedRoleAccount at(IamClient iam, StsClient sts) {
    return new LoggedRoleAccount(
        new AwsRoleAccount(
            () -> iam,
            () -> sts,
            new RoleTrail(AccountLogs.alone(new EventHistory())),
            account -> Optional.empty()));
  }

  /** A workload assumed the role. */
  void noted(String externalId, Instant at) {
    log.add(
        new Assumption(
            Optional.of(externalId), InMemoryRoleAccount.WORK, "partner", "192.0.2.7", at));
  }

  @Override
  public Role role(IamRole spec) {
    return real.role(spec);
  }

  @Override
  public Optional<Being> being(IamRole spec) {
    return real.being(spec);
  }

  @Override
  public void trust(IamRole spec, String document) {
    real.trust(spec, document);
  }

  @Override
  public Optional<String> inlinePolicy(IamRole spec, String name) {
    return real.inlinePolicy(spec, name);
  }

  @Override
  public void putInlinePolicy(IamRole spec, String name, String document) {
    real.putInlinePolicy(spec, name, document);
  }

  @Override
  public Answer assume(IamRole spec, String externalId) {
    return real.assume(spec, externalId);
  }

  @Override
  public List<Assumption> assumptions(IamRole spec, Instant since) {
    return log.stream().filter(it -> !it.at().isBefore(since)).toList();
  }

  @Override
  public Doings doings(IamRole spec, Instant since) {
    return real.doings(spec, since);
  }

  @Override
  public List<String> uncut(Doings doings) {
    return real.uncut(doings);
  }

  @Override
  public List<String> cut(Doings doings, Instant before) {
    return real.cut(doings, before);
  }

  @Override
  public List<String> parts(IamRole spec) {
    return real.parts(spec);
  }

  @Override
  public String place() {
    return real.place();
  }
}
