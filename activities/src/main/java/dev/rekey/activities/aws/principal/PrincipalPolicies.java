package dev.rekey.activities.aws.principal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPermissionsBoundary;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;

/**
 * What a role is allowed by its policies, and by its boundary; without what denies it everything
 * since it leaked, for what counts is what was possible before. All lists are short by IAM's
 * quotas, so the first page of each is all of it.
 *
 * @param documents of what allows
 * @param boundary of what bounds that, if anything does
 */
record PrincipalPolicies(List<String> documents, Optional<String> boundary) {
  private static final Set<String> OURS = Set.of(Denial.CONTAINED, Denial.OLDER_SESSIONS);
  private static final String DENY_ALL = ":policy/AWSDenyAll";

  /** Those of a role, by its name. */
  static PrincipalPolicies ofRole(IamClient iam, String role) {
    List<String> documents = new ArrayList<>();
    iam.listRolePolicies(it -> it.roleName(role)).policyNames().stream()
        .filter(name -> !OURS.contains(name))
        .map(name -> iam.getRolePolicy(it -> it.roleName(role).policyName(name)).policyDocument())
        .map(Denial::decoded)
        .forEach(documents::add);
    managed(
        iam, iam.listAttachedRolePolicies(it -> it.roleName(role)).attachedPolicies(), documents);
    return new PrincipalPolicies(
        documents,
        boundary(iam, iam.getRole(it -> it.roleName(role)).role().permissionsBoundary()));
  }

  private static void managed(IamClient iam, List<AttachedPolicy> attached, List<String> to) {
    attached.stream()
        .map(AttachedPolicy::policyArn)
        .filter(arn -> !arn.endsWith(DENY_ALL))
        .map(arn -> document(iam, arn))
        .forEach(to::add);
  }

  private static Optional<String> boundary(IamClient iam, AttachedPermissionsBoundary boundary) {
    return Stream.ofNullable(boundary)
        .map(AttachedPermissionsBoundary::permissionsBoundaryArn)
        .map(arn -> document(iam, arn))
        .findFirst();
  }

  private static String document(IamClient iam, String arn) {
    String version = iam.getPolicy(it -> it.policyArn(arn)).policy().defaultVersionId();
    return Denial.decoded(
        iam.getPolicyVersion(it -> it.policyArn(arn).versionId(version))
            .policyVersion()
            .document());
  }
}
