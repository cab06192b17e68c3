package dev.rekey.activities.target.iamrole;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.aws.AwsFailures;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.IamRole;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPermissionsBoundary;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;

/**
 * What a role is and may do before the first change of a response: names alone. Each part is looked
 * at by itself; all lists are short by IAM's quotas, so the first page of each is all of it.
 *
 * @param iam IAM of its account
 * @param spec which role
 */
record RoleSnapshot(Supplier<IamClient> iam, IamRole spec) {
  List<String> parts() {
    return List.of(
        part("attached policies", "ListAttachedRolePolicies", this::attached),
        part("inline policies", "ListRolePolicies", this::inline),
        part("permissions boundary", "GetRole", this::boundary));
  }

  private String part(String name, String action, Supplier<Stream<String>> look) {
    try {
      List<String> found =
          AwsFailures.classified(
              FailureCode.TARGET_UNAVAILABLE,
              "iam:" + action + " for the role " + spec.name(),
              () -> look.get().sorted().toList());
      return name + ": " + (found.isEmpty() ? "none" : String.join(", ", found));
    } catch (StepFailedException e) {
      return name + ": not known, " + e.reason();
    }
  }

  private Stream<String> attached() {
    return iam
        .get()
        .listAttachedRolePolicies(it -> it.roleName(spec.name()))
        .attachedPolicies()
        .stream()
        .map(AttachedPolicy::policyArn);
  }

  private Stream<String> inline() {
    return iam.get().listRolePolicies(it -> it.roleName(spec.name())).policyNames().stream();
  }

  private Stream<String> boundary() {
    return Optional.ofNullable(
        iam.get().getRole(it -> it.roleName(spec.name())).role().permissionsBoundary())
        .map(AttachedPermissionsBoundary::permissionsBoundaryArn)
        .stream();
  }
}
