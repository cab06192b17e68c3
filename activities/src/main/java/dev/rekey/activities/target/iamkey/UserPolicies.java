package dev.rekey.activities.target.iamkey;

import dev.rekey.activities.aws.principal.Denial;
import dev.rekey.activities.aws.principal.PrincipalPolicies;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Group;

/** What a user was allowed before its key leaked: by policies of its own and of its groups. */
record UserPolicies(IamClient iam, String user) {
  PrincipalPolicies all() {
    List<String> groups =
        iam.listGroupsForUser(it -> it.userName(user)).groups().stream()
            .map(Group::groupName)
            .toList();
    return new PrincipalPolicies(
        Stream.concat(own(), groups.stream().flatMap(this::ofGroup)).toList(),
        PrincipalPolicies.boundary(
            iam,
            Optional.ofNullable(iam.getUser(it -> it.userName(user)).user().permissionsBoundary())),
        Optional.of(user));
  }

  private Stream<String> own() {
    Stream<String> inline =
        iam.listUserPolicies(it -> it.userName(user)).policyNames().stream()
            .filter(PrincipalPolicies::isOlder)
            .map(name -> iam.getUserPolicy(it -> it.userName(user).policyName(name)))
            .map(answer -> Denial.decoded(answer.policyDocument()));
    return Stream.concat(
        inline,
        PrincipalPolicies.attached(
            iam, iam.listAttachedUserPolicies(it -> it.userName(user)).attachedPolicies()));
  }

  private Stream<String> ofGroup(String group) {
    Stream<String> inline =
        iam.listGroupPolicies(it -> it.groupName(group)).policyNames().stream()
            .map(name -> iam.getGroupPolicy(it -> it.groupName(group).policyName(name)))
            .map(answer -> Denial.decoded(answer.policyDocument()));
    return Stream.concat(
        inline,
        PrincipalPolicies.attached(
            iam, iam.listAttachedGroupPolicies(it -> it.groupName(group)).attachedPolicies()));
  }
}
