package dev.rekey.activities.target.iamrole;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.aws.AwsClients;
import dev.rekey.activities.aws.AwsFailures;
import dev.rekey.activities.aws.AwsPlace;
import dev.rekey.activities.aws.EventHistory;
import dev.rekey.activities.aws.OnFirstUse;
import dev.rekey.activities.aws.principal.AccountLogs;
import dev.rekey.activities.aws.principal.AssumedRoles;
import dev.rekey.activities.aws.principal.Denial;
import dev.rekey.activities.aws.principal.Doings;
import dev.rekey.activities.aws.principal.ReadableSecrets;
import dev.rekey.activities.aws.principal.Responders;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.IamRole;
import dev.rekey.model.trigger.Clue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * The account as AWS has it: with the platform's credentials, or, where a role of Rekey's is in the
 * account of the role, with that one's.
 */
final class AwsRoleAccount implements RoleAccount {
  /** IAM's default, which a role shows as an absent value. */
  private static final int HOUR = 3600;

  private final Supplier<IamClient> iam;
  private final Function<String, Optional<IamClient>> elsewhere;
  private final Supplier<StsClient> sts;
  private final RoleProbe probe;
  private final RoleTrail trail;
  private final Supplier<SecretsManagerClient> secrets =
      new OnFirstUse<>(() -> AwsClients.open(SecretsManagerClient.builder()));

  /** Roles of which it was seen that our own account has them, and not one of the same name. */
  private final Set<String> own = ConcurrentHashMap.newKeySet();

  AwsRoleAccount() {
    this(Responders.of(System.getenv()));
  }

  private AwsRoleAccount(Responders responders) {
    this(
        new OnFirstUse<>(() -> AwsClients.open(IamClient.builder())),
        new OnFirstUse<>(() -> AwsClients.withoutRetries(StsClient.builder()).build()),
        new RoleTrail(new AccountLogs(new EventHistory(), responders::log)),
        responders::in);
  }

  /**
   * Takes the clients.
   *
   * @param elsewhere IAM of another account, where a role of ours is there
   */
  AwsRoleAccount(
      Supplier<IamClient> iam,
      Supplier<StsClient> sts,
      RoleTrail trail,
      Function<String, Optional<IamClient>> elsewhere) {
    this.iam = iam;
    this.elsewhere = elsewhere;
    this.sts = sts;
    this.probe = new RoleProbe(sts);
    this.trail = trail;
  }

  @Override
  public Role role(IamRole spec) {
    var role = known(spec, client(spec));
    Duration longest =
        Duration.ofSeconds(
            Optional.ofNullable(role.maxSessionDuration()).filter(it -> it > 0).orElse(HOUR));
    return new Role(Denial.decoded(role.assumeRolePolicyDocument()), longest);
  }

  @Override
  public Optional<Being> being(IamRole spec) {
    return RoleBeing.of(
        client(spec),
        spec,
        () -> elsewhere.apply(account(spec)).isPresent() || account(spec).equals(ourAccount()));
  }

  /** Names are only unique within an account, and IAM is asked by name alone. */
  private software.amazon.awssdk.services.iam.model.Role known(IamRole spec, IamClient client) {
    var role =
        call("reading the role", spec, () -> client.getRole(it -> it.roleName(spec.name()))).role();
    if (!spec.role().equals(role.arn())) {
      throw new StepFailedException(
          FailureCode.NOT_FOUND,
          "No role of Rekey's is known in the account of "
              + spec.role()
              + "; the role of that name in its own account was left alone");
    }
    return role;
  }

  private IamClient client(IamRole spec) {
    return elsewhere.apply(account(spec)).orElseGet(iam);
  }

  private static String account(IamRole spec) {
    return spec.role().split(":", -1)[4];
  }

  /** IAM of the account that has the role, which is looked at once. */
  private IamClient at(IamRole spec) {
    IamClient client = client(spec);
    if (!own.contains(spec.role())) {
      known(spec, client);
      own.add(spec.role());
    }
    return client;
  }

  @Override
  public void trust(IamRole spec, String document) {
    call(
        "changing the trust policy",
        spec,
        () ->
            at(spec)
                .updateAssumeRolePolicy(it -> it.roleName(spec.name()).policyDocument(document)));
  }

  @Override
  public Optional<String> inlinePolicy(IamRole spec, String name) {
    return call(
        "reading an inline policy",
        spec,
        () -> {
          try {
            return Optional.of(
                Denial.decoded(
                    at(spec)
                        .getRolePolicy(it -> it.roleName(spec.name()).policyName(name))
                        .policyDocument()));
          } catch (NoSuchEntityException e) {
            return Optional.empty();
          }
        });
  }

  @Override
  public void putInlinePolicy(IamRole spec, String name, String document) {
    call(
        "writing an inline policy",
        spec,
        () ->
            at(spec)
                .putRolePolicy(
                    it -> it.roleName(spec.name()).policyName(name).policyDocument(document)));
  }

  @Override
  public Answer assume(IamRole spec, String externalId) {
    return probe.assume(spec, externalId);
  }

  @Override
  public List<Assumption> assumptions(IamRole spec, Instant since) {
    return trail.assumptions(spec, since);
  }

  @Override
  public Doings doings(IamRole spec, Instant since) {
    return trail.doings(spec, since);
  }

  @Override
  public Doings doingsBefore(IamRole spec, Instant until) {
    return trail.doingsBefore(spec, until);
  }

  @Override
  public List<String> uncut(Doings doings) {
    return others().uncut(doings);
  }

  @Override
  public List<String> cut(Doings doings, Instant before) {
    return others().cut(doings, before);
  }

  private AssumedRoles others() {
    return new AssumedRoles(
        account ->
            elsewhere
                .apply(account)
                .or(
                    () ->
                        account.equals(ourAccount()) ? Optional.of(iam.get()) : Optional.empty()));
  }

  private String ourAccount() {
    return AwsFailures.classified(
        FailureCode.TARGET_UNAVAILABLE,
        "sts:GetCallerIdentity",
        () -> sts.get().getCallerIdentity().account());
  }

  @Override
  public List<String> parts(IamRole spec) {
    return new RoleSnapshot(() -> at(spec), spec).parts();
  }

  @Override
  public List<String> readable(IamRole spec, List<Clue> read) {
    return elsewhere.apply(account(spec)).isPresent()
        ? List.of("which secrets of the account " + account(spec) + " it could read is not known")
        : new ReadableSecrets(() -> at(spec), secrets)
            .by(() -> new RolePolicies(at(spec), spec.name()).all(), read);
  }

  @Override
  public String place() {
    try {
      return AwsPlace.of(sts.get(), "sts");
    } catch (SdkException e) {
      return "sts"; // no region is known, so that nobody can be asked there either
    }
  }

  private static <T> T call(String what, IamRole spec, Supplier<T> call) {
    return AwsFailures.classified(
        FailureCode.TARGET_UNAVAILABLE, "IAM, " + what + " of " + spec.name(), call);
  }
}
