package dev.rekey.activities.aws.organization;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.OrganizationsServiceClientConfiguration;
import software.amazon.awssdk.services.organizations.model.AttachPolicyRequest;
import software.amazon.awssdk.services.organizations.model.AttachPolicyResponse;
import software.amazon.awssdk.services.organizations.model.CreatePolicyRequest;
import software.amazon.awssdk.services.organizations.model.CreatePolicyResponse;
import software.amazon.awssdk.services.organizations.model.DeletePolicyRequest;
import software.amazon.awssdk.services.organizations.model.DeletePolicyResponse;
import software.amazon.awssdk.services.organizations.model.DescribeOrganizationRequest;
import software.amazon.awssdk.services.organizations.model.DescribeOrganizationResponse;
import software.amazon.awssdk.services.organizations.model.DescribePolicyRequest;
import software.amazon.awssdk.services.organizations.model.DescribePolicyResponse;
import software.amazon.awssdk.services.organizations.model.DetachPolicyRequest;
import software.amazon.awssdk.services.organizations.model.DetachPolicyResponse;
import software.amazon.awssdk.services.organizations.model.ListPoliciesForTargetRequest;
import software.amazon.awssdk.services.organizations.model.ListPoliciesForTargetResponse;
import software.amazon.awssdk.services.organizations.model.ListPoliciesRequest;
import software.amazon.awssdk.services.organizations.model.ListPoliciesResponse;
import software.amazon.awssdk.services.organizations.model.OrganizationsException;
import software.amazon.awssdk.services.organizations.model.PolicySummary;
import software.amazon.awssdk.services.organizations.model.UpdatePolicyRequest;
import software.amazon.awssdk.services.organizations.model.UpdatePolicyResponse;

/**
 * An Organization in memory, with the limits that AWS has and emulators lack: five policies at a
 * target, 5,120 characters in each, one of a name.
 */
final class InMemoryOrganization implements OrganizationsClient {
  static final String MANAGEMENT = "999999999999";
  private static final int AT_A_TARGET = 5;
  private static final int CHARACTERS = 5_120;

  private final Map<String, Policy> policies = new LinkedHashMap<>();
  private final Map<String, Set<String>> accounts = new LinkedHashMap<>();
  private int made;

  private record Policy(String name, String text) {}

  InMemoryOrganization(String... members) {
    policies.put("p-FullAWSAccess", new Policy("FullAWSAccess", "{}"));
    for (String member : members) {
      accounts.put(member, new TreeSet<>(Set.of("p-FullAWSAccess")));
    }
  }

  /** The texts of all but AWS's own that stand at an account. */
  List<String> at(String account) {
    return accounts.get(account).stream()
        .filter(id -> !id.equals("p-FullAWSAccess"))
        .map(id -> policies.get(id).text())
        .toList();
  }

  /** Somebody else's policy at an account. */
  void foreign(String account, String name) {
    String id = "p-foreign" + ++made;
    policies.put(id, new Policy(name, "{}"));
    accounts.get(account).add(id);
  }

  /** Whoever may do it takes all of ours from an account. */
  void strip(String account) {
    accounts.get(account).removeIf(id -> !id.equals("p-FullAWSAccess"));
  }

  /** How many policies there are, attached or not. */
  int policies() {
    return policies.size() - 1;
  }

  @Override
  public String serviceName() {
    return OrganizationsClient.SERVICE_NAME;
  }

  @Override
  public void close() {}

  @Override
  public OrganizationsServiceClientConfiguration serviceClientConfiguration() {
    return OrganizationsServiceClientConfiguration.builder().region(Region.US_EAST_1).build();
  }

  @Override
  public DescribeOrganizationResponse describeOrganization(DescribeOrganizationRequest request) {
    return DescribeOrganizationResponse.builder()
        .organization(it -> it.masterAccountId(MANAGEMENT))
        .build();
  }

  @Override
  public ListPoliciesForTargetResponse listPoliciesForTarget(ListPoliciesForTargetRequest request) {
    return ListPoliciesForTargetResponse.builder()
        .policies(target(request.targetId()).stream().map(this::summary).toList())
        .build();
  }

  @Override
  public ListPoliciesResponse listPolicies(ListPoliciesRequest request) {
    List<String> ids = new ArrayList<>(policies.keySet());
    int from = request.nextToken() == null ? 0 : Integer.parseInt(request.nextToken());
    int to = Math.min(ids.size(), from + 2);
    return ListPoliciesResponse.builder()
        .policies(ids.subList(from, to).stream().map(this::summary).toList())
        .nextToken(to < ids.size() ? Integer.toString(to) : null)
        .build();
  }

  private PolicySummary summary(String id) {
    return PolicySummary.builder().id(id).name(policies.get(id).name()).build();
  }

  @Override
  public DescribePolicyResponse describePolicy(DescribePolicyRequest request) {
    Policy policy = known(request.policyId());
    return DescribePolicyResponse.builder().policy(it -> it.content(policy.text())).build();
  }

  @Override
  public CreatePolicyResponse createPolicy(CreatePolicyRequest request) {
    if (policies.values().stream().anyMatch(it -> it.name().equals(request.name()))) {
      throw refused("DuplicatePolicyException", 400);
    }
    String id = "p-%08d".formatted(++made);
    policies.put(id, new Policy(request.name(), fitting(request.content())));
    return CreatePolicyResponse.builder()
        .policy(it -> it.policySummary(summary(id)).content(request.content()))
        .build();
  }

  @Override
  public UpdatePolicyResponse updatePolicy(UpdatePolicyRequest request) {
    Policy known = known(request.policyId());
    policies.put(request.policyId(), new Policy(known.name(), fitting(request.content())));
    return UpdatePolicyResponse.builder().build();
  }

  @Override
  public AttachPolicyResponse attachPolicy(AttachPolicyRequest request) {
    known(request.policyId());
    Set<String> there = target(request.targetId());
    if (there.contains(request.policyId())) {
      throw refused("DuplicatePolicyAttachmentException", 400);
    }
    if (there.size() == AT_A_TARGET) {
      throw refused("ConstraintViolationException", 400);
    }
    there.add(request.policyId());
    return AttachPolicyResponse.builder().build();
  }

  @Override
  public DetachPolicyResponse detachPolicy(DetachPolicyRequest request) {
    if (!target(request.targetId()).remove(request.policyId())) {
      throw refused("PolicyNotAttachedException", 400);
    }
    return DetachPolicyResponse.builder().build();
  }

  @Override
  public DeletePolicyResponse deletePolicy(DeletePolicyRequest request) {
    known(request.policyId());
    if (accounts.values().stream().anyMatch(it -> it.contains(request.policyId()))) {
      throw refused("PolicyInUseException", 400);
    }
    policies.remove(request.policyId());
    return DeletePolicyResponse.builder().build();
  }

  private Policy known(String id) {
    if (!policies.containsKey(id)) {
      throw refused("PolicyNotFoundException", 400);
    }
    return policies.get(id);
  }

  private Set<String> target(String account) {
    if (!accounts.containsKey(account)) {
      throw refused("TargetNotFoundException", 400);
    }
    return accounts.get(account);
  }

  private static String fitting(String text) {
    if (text.length() > CHARACTERS) {
      throw refused("ConstraintViolationException", 400);
    }
    return text;
  }

  /** What AWS says. */
  static OrganizationsException refused(String code, int status) {
    return (OrganizationsException)
        OrganizationsException.builder()
            .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
            .statusCode(status)
            .build();
  }
}
