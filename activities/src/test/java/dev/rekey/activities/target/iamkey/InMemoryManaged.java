package dev.rekey.activities.target.iamkey;

import dev.rekey.activities.aws.principal.SimulatedPolicies;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.GetGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetGroupPolicyResponse;
import software.amazon.awssdk.services.iam.model.GetPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyResponse;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedGroupPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedGroupPoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListGroupPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListGroupPoliciesResponse;
import software.amazon.awssdk.services.iam.model.SimulateCustomPolicyRequest;
import software.amazon.awssdk.services.iam.model.SimulateCustomPolicyResponse;

/** What IAM in memory knows of policies that are managed, or a group's, and how it simulates. */
abstract class InMemoryManaged extends InMemoryOtherCredentials {
  static final String ARN = "arn:aws:iam::" + InMemorySts.ACCOUNT + ":policy/";

  private static final String NOTHING = "{\"Statement\": []}";

  private final Map<String, String> managed = new LinkedHashMap<>();
  private final Map<String, String> groups = new LinkedHashMap<>();

  /** The documents of managed policies, by the last part of their names; the others say nothing. */
  Map<String, String> managed() {
    return managed;
  }

  /** The inline policies of groups, by the group's name. */
  Map<String, String> groups() {
    return groups;
  }

  @Override
  public GetPolicyResponse getPolicy(GetPolicyRequest request) {
    return GetPolicyResponse.builder().policy(it -> it.defaultVersionId("v2")).build();
  }

  /** Only the version in force says anything. */
  @Override
  public GetPolicyVersionResponse getPolicyVersion(GetPolicyVersionRequest request) {
    String name = request.policyArn().substring(request.policyArn().lastIndexOf('/') + 1);
    String document =
        request.versionId().equals("v2") ? managed.getOrDefault(name, NOTHING) : NOTHING;
    return GetPolicyVersionResponse.builder()
        .policyVersion(it -> it.document(encoded(document)))
        .build();
  }

  @Override
  public ListGroupPoliciesResponse listGroupPolicies(ListGroupPoliciesRequest request) {
    return ListGroupPoliciesResponse.builder()
        .policyNames(groups.containsKey(request.groupName()) ? List.of("inline") : List.of())
        .build();
  }

  @Override
  public GetGroupPolicyResponse getGroupPolicy(GetGroupPolicyRequest request) {
    return GetGroupPolicyResponse.builder()
        .policyDocument(groups.getOrDefault(request.groupName(), NOTHING))
        .build();
  }

  @Override
  public ListAttachedGroupPoliciesResponse listAttachedGroupPolicies(
      ListAttachedGroupPoliciesRequest request) {
    return ListAttachedGroupPoliciesResponse.builder()
        .attachedPolicies(
            AttachedPolicy.builder().policyArn(ARN + "of-" + request.groupName()).build())
        .build();
  }

  @Override
  public SimulateCustomPolicyResponse simulateCustomPolicy(SimulateCustomPolicyRequest request) {
    return SimulatedPolicies.answer(request);
  }

  /** By RFC 3986, as IAM does. */
  private static String encoded(String document) {
    return URLEncoder.encode(document, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
