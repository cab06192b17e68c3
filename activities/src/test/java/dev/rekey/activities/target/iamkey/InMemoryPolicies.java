package dev.rekey.activities.target.iamkey;

import dev.rekey.activities.aws.principal.Denial;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.AttachUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.AttachUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.DeleteLoginProfileRequest;
import software.amazon.awssdk.services.iam.model.DeleteLoginProfileResponse;
import software.amazon.awssdk.services.iam.model.DeleteUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.GetLoginProfileRequest;
import software.amazon.awssdk.services.iam.model.GetLoginProfileResponse;
import software.amazon.awssdk.services.iam.model.GetRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.GetUserRequest;
import software.amazon.awssdk.services.iam.model.GetUserResponse;
import software.amazon.awssdk.services.iam.model.Group;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListAttachedUserPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListAttachedUserPoliciesResponse;
import software.amazon.awssdk.services.iam.model.ListGroupsForUserRequest;
import software.amazon.awssdk.services.iam.model.ListGroupsForUserResponse;
import software.amazon.awssdk.services.iam.model.ListUserPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListUserPoliciesResponse;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;
import software.amazon.awssdk.services.iam.model.PutRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.PutRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.PutUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.PutUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyRequest;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyResponse;

/** What IAM in memory knows of a user besides keys: inline policies, and the console's password. */
abstract class InMemoryPolicies extends InMemoryManaged {
  private final Map<String, String> policies = new LinkedHashMap<>();
  private final Map<String, String> roles = new LinkedHashMap<>();
  private final Set<String> consoles = new LinkedHashSet<>();
  private final Map<String, Set<String>> attached = new LinkedHashMap<>();

  /** The policies of a user, by name. */
  Map<String, String> policies() {
    return policies;
  }

  /** Whether this is the user whose keys are rotated. */
  abstract boolean hasKeys(String user);

  /** What is attached to others than the user, by "user NAME" or "role NAME": they are there. */
  Map<String, Set<String>> attached() {
    return attached;
  }

  /** Users with a password for the console. */
  Set<String> consoles() {
    return consoles;
  }

  /** The policies of roles, by the role's name; a role that is not there may not be touched. */
  Map<String, String> roles() {
    return roles;
  }

  @Override
  public PutRolePolicyResponse putRolePolicy(PutRolePolicyRequest request) {
    requireRole(request.roleName());
    roles.put(request.roleName(), request.policyDocument());
    return PutRolePolicyResponse.builder().build();
  }

  @Override
  public GetRolePolicyResponse getRolePolicy(GetRolePolicyRequest request) {
    requireRole(request.roleName());
    if (roles.get(request.roleName()).isEmpty()) {
      throw none();
    }
    return GetRolePolicyResponse.builder().policyDocument(roles.get(request.roleName())).build();
  }

  private void requireRole(String name) {
    if (!roles.containsKey(name)) {
      throw IamException.builder()
          .awsErrorDetails(InMemoryIam.error("AccessDenied"))
          .statusCode(403)
          .build();
    }
  }

  @Override
  public GetUserResponse getUser(GetUserRequest request) {
    String arn = "arn:aws:iam::" + InMemorySts.ACCOUNT + ":user/path/" + request.userName();
    return GetUserResponse.builder()
        .user(
            it ->
                it.userName(request.userName())
                    .arn(arn)
                    .permissionsBoundary(edge -> edge.permissionsBoundaryArn(ARN + "edge")))
        .build();
  }

  @Override
  public ListGroupsForUserResponse listGroupsForUser(ListGroupsForUserRequest request) {
    return ListGroupsForUserResponse.builder().groups(group("deployers"), group("admins")).build();
  }

  private static Group group(String name) {
    return Group.builder().groupName(name).build();
  }

  @Override
  public ListAttachedUserPoliciesResponse listAttachedUserPolicies(
      ListAttachedUserPoliciesRequest request) {
    List<AttachedPolicy> policies =
        hasKeys(request.userName())
            ? List.of(AttachedPolicy.builder().policyArn(ARN + "work").build())
            : policies("user " + request.userName());
    return ListAttachedUserPoliciesResponse.builder().attachedPolicies(policies).build();
  }

  @Override
  public ListAttachedRolePoliciesResponse listAttachedRolePolicies(
      ListAttachedRolePoliciesRequest request) {
    return ListAttachedRolePoliciesResponse.builder()
        .attachedPolicies(policies("role " + request.roleName()))
        .build();
  }

  @Override
  public AttachUserPolicyResponse attachUserPolicy(AttachUserPolicyRequest request) {
    there("user " + request.userName()).add(request.policyArn());
    return AttachUserPolicyResponse.builder().build();
  }

  @Override
  public AttachRolePolicyResponse attachRolePolicy(AttachRolePolicyRequest request) {
    there("role " + request.roleName()).add(request.policyArn());
    return AttachRolePolicyResponse.builder().build();
  }

  private List<AttachedPolicy> policies(String who) {
    return there(who).stream().map(arn -> AttachedPolicy.builder().policyArn(arn).build()).toList();
  }

  private Set<String> there(String who) {
    if (!attached.containsKey(who)) {
      throw none();
    }
    return attached.get(who);
  }

  @Override
  public ListUserPoliciesResponse listUserPolicies(ListUserPoliciesRequest request) {
    return ListUserPoliciesResponse.builder().policyNames(policies.keySet()).build();
  }

  @Override
  public PutUserPolicyResponse putUserPolicy(PutUserPolicyRequest request) {
    policies.put(request.policyName(), request.policyDocument());
    return PutUserPolicyResponse.builder().build();
  }

  @Override
  public GetUserPolicyResponse getUserPolicy(GetUserPolicyRequest request) {
    String document = policies.get(request.policyName());
    if (document == null) {
      throw none();
    }
    return GetUserPolicyResponse.builder().policyDocument(document).build();
  }

  @Override
  public DeleteUserPolicyResponse deleteUserPolicy(DeleteUserPolicyRequest request) {
    if (policies.remove(request.policyName()) == null) {
      throw none();
    }
    return DeleteUserPolicyResponse.builder().build();
  }

  @Override
  public GetLoginProfileResponse getLoginProfile(GetLoginProfileRequest request) {
    if (!consoles.contains(request.userName())) {
      throw none();
    }
    return GetLoginProfileResponse.builder().build();
  }

  @Override
  public DeleteLoginProfileResponse deleteLoginProfile(DeleteLoginProfileRequest request) {
    if (!consoles.remove(request.userName())) {
      throw none();
    }
    return DeleteLoginProfileResponse.builder().build();
  }

  @Override
  public SimulatePrincipalPolicyResponse simulatePrincipalPolicy(
      SimulatePrincipalPolicyRequest request) {
    PolicyEvaluationDecisionType decision =
        policies.containsKey(Denial.CONTAINED)
            ? PolicyEvaluationDecisionType.EXPLICIT_DENY
            : PolicyEvaluationDecisionType.ALLOWED;
    return SimulatePrincipalPolicyResponse.builder()
        .evaluationResults(EvaluationResult.builder().evalDecision(decision).build())
        .build();
  }

  static NoSuchEntityException none() {
    return NoSuchEntityException.builder()
        .awsErrorDetails(InMemoryIam.error("NoSuchEntity"))
        .build();
  }
}
