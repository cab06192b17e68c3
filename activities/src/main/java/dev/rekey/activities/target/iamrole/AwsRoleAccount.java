package dev.rekey.activities.target.iamrole;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rekey.activities.aws.AwsClients;
import dev.rekey.activities.aws.AwsFailures;
import dev.rekey.activities.aws.AwsPlace;
import dev.rekey.activities.aws.EventHistory;
import dev.rekey.activities.aws.OnFirstUse;
import dev.rekey.activities.aws.principal.Doings;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.IamRole;
import java.net.URLDecoder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.sts.StsClient;

/** The account as AWS has it, with the platform's credentials. */
final class AwsRoleAccount implements RoleAccount {
  /** IAM's default, which a role shows as an absent value. */
  private static final int HOUR = 3600;

  private final Supplier<IamClient> iam;
  private final Supplier<StsClient> sts;
  private final RoleProbe probe;
  private final RoleTrail trail;

  AwsRoleAccount() {
    this(
        new OnFirstUse<>(() -> AwsClients.open(IamClient.builder())),
        new OnFirstUse<>(() -> AwsClients.withoutRetries(StsClient.builder()).build()),
        new RoleTrail(new EventHistory()));
  }

  AwsRoleAccount(Supplier<IamClient> iam, Supplier<StsClient> sts, RoleTrail trail) {
    this.iam = iam;
    this.sts = sts;
    this.probe = new RoleProbe(sts);
    this.trail = trail;
  }

  @Override
  public Role role(IamRole spec) {
    var role =
        call("reading the role", spec, () -> iam.get().getRole(it -> it.roleName(spec.name())))
            .role();
    Duration longest =
        Duration.ofSeconds(
            Optional.ofNullable(role.maxSessionDuration()).filter(it -> it > 0).orElse(HOUR));
    return new Role(decoded(role.assumeRolePolicyDocument()), longest);
  }

  @Override
  public void trust(IamRole spec, String document) {
    call(
        "changing the trust policy",
        spec,
        () ->
            iam.get()
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
                decoded(
                    iam.get()
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
            iam.get()
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
  public List<String> parts(IamRole spec) {
    return new RoleSnapshot(iam, spec).parts();
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

  /** IAM gives documents URL-encoded (RFC 3986), in which a plus is itself. */
  private static String decoded(String document) {
    return URLDecoder.decode(document.replace("+", "%2B"), UTF_8);
  }
}
