package dev.rekey.activities.target.iamrole;

import dev.rekey.activities.aws.principal.Denial;
import dev.rekey.activities.aws.principal.PrincipalPolicies;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.IamClient;

/** What a role was allowed before it leaked. */
record RolePolicies(IamClient iam, String role) {
  PrincipalPolicies all() {
    return new PrincipalPolicies(
        Stream.concat(
                inline(),
                PrincipalPolicies.attached(
                    iam, iam.listAttachedRolePolicies(it -> it.roleName(role)).attachedPolicies()))
            .toList(),
        PrincipalPolicies.boundary(
            iam,
            Optional.ofNullable(iam.getRole(it -> it.roleName(role)).role().permissionsBoundary())),
        Optional.empty());
  }

  private Stream<String> inline() {
    return iam.listRolePolicies(it -> it.roleName(role)).policyNames().stream()
        .filter(PrincipalPolicies::isOlder)
        .map(name -> iam.getRolePolicy(it -> it.roleName(role).policyName(name)).policyDocument())
        .map(Denial::decoded);
  }
}
