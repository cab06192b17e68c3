package dev.rekey.activities.aws.organization;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.aws.AwsFailures;
import dev.rekey.activities.aws.AwsPlace;
import dev.rekey.model.FailureCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.PolicySummary;
import software.amazon.awssdk.services.organizations.model.PolicyType;
import software.amazon.awssdk.services.organizations.model.Tag;

/** The Organization, as somebody sees it who may write its service control policies. */
final class Organization {
  /** By which our policies are known, beside their names; permissions are bound to it. */
  static final String TAG = "rekey";

  static final String TAGGED = "outer-control";
  private static final String DESCRIPTION =
      "Denies principals in other hands what they do. Written by Rekey in an incident; a"
          + " statement's id names it.";

  /** What says that there can be no control at all, in our words. */
  private static final Map<String, String> NONE =
      Map.of(
          "AWSOrganizationsNotInUseException", "the role's account belongs to no Organization",
          "TargetNotFoundException", "the account is in another Organization, or in none",
          "PolicyTypeNotEnabledException",
              "service control policies are not switched on in the Organization");

  private final Supplier<OrganizationsClient> client;
  private final String account;

  /** Opens it when it is first asked. */
  Organization(Supplier<OrganizationsClient> client, String account) {
    this.client = client;
    this.account = account;
  }

  String place() {
    return AwsPlace.of(client.get(), OrganizationsClient.serviceMetadata())
        + ", account "
        + account;
  }

  /** The account that no service control policy reaches. */
  String managementAccount() {
    return call("DescribeOrganization", () -> client.get().describeOrganization())
        .organization()
        .masterAccountId();
  }

  /** The service control policies that are attached to the account itself. */
  List<PolicySummary> attached() {
    return call(
        "ListPoliciesForTarget",
        () ->
            client
                .get()
                .listPoliciesForTargetPaginator(
                    it -> it.targetId(account).filter(PolicyType.SERVICE_CONTROL_POLICY))
                .stream()
                .flatMap(page -> page.policies().stream())
                .toList());
  }

  String text(String id) {
    return call("DescribePolicy", () -> client.get().describePolicy(it -> it.policyId(id)))
        .policy()
        .content();
  }

  void write(String id, String text) {
    call("UpdatePolicy", () -> client.get().updatePolicy(it -> it.policyId(id).content(text)));
  }

  /** Makes a policy of this name; one that a crash left behind is overwritten. */
  String make(String name, String text) {
    return unless(Set.of("DuplicatePolicyException"), "CreatePolicy", () -> created(name, text))
        .orElseGet(
            () -> {
              String id = named(name);
              write(id, text);
              return id;
            });
  }

  private String created(String name, String text) {
    return client
        .get()
        .createPolicy(
            it ->
                it.name(name)
                    .description(DESCRIPTION)
                    .type(PolicyType.SERVICE_CONTROL_POLICY)
                    .content(text)
                    .tags(Tag.builder().key(TAG).value(TAGGED).build()))
        .policy()
        .policySummary()
        .id();
  }

  private String named(String name) {
    return call(
            "ListPolicies",
            () ->
                client
                    .get()
                    .listPoliciesPaginator(it -> it.filter(PolicyType.SERVICE_CONTROL_POLICY))
                    .stream()
                    .flatMap(page -> page.policies().stream())
                    .filter(it -> it.name().equals(name))
                    .findFirst())
        .map(PolicySummary::id)
        .orElseThrow(
            () ->
                new StepFailedException(
                    FailureCode.TARGET_UNAVAILABLE,
                    "The Organization does not list the policy " + name + " yet"));
  }

  void attach(String id) {
    unless(
        Set.of("DuplicatePolicyAttachmentException"),
        "AttachPolicy",
        () -> client.get().attachPolicy(it -> it.policyId(id).targetId(account)));
  }

  /** Takes it from the account; it stays where somebody else attached it, too. */
  void drop(String id) {
    unless(
        Set.of("PolicyNotAttachedException", "PolicyNotFoundException"),
        "DetachPolicy",
        () -> client.get().detachPolicy(it -> it.policyId(id).targetId(account)));
    unless(
        Set.of("PolicyInUseException", "PolicyNotFoundException"),
        "DeletePolicy",
        () -> client.get().deletePolicy(it -> it.policyId(id)));
  }

  private <T> T call(String action, Supplier<T> call) {
    return unless(Set.of(), action, call).orElseThrow();
  }

  /** Nothing if AWS says one of these, by which it is so already. */
  private <T> Optional<T> unless(Set<String> already, String action, Supplier<T> call) {
    try {
      return Optional.of(call.get());
    } catch (SdkException e) {
      String code = AwsFailures.errorCode(e);
      if (already.contains(code)) {
        return Optional.empty();
      }
      throw Optional.ofNullable(NONE.get(code))
          .map(why -> new StepFailedException(FailureCode.NO_OUTER_CONTROL, why))
          .orElseGet(() -> failed(action, e));
    }
  }

  private StepFailedException failed(String action, SdkException e) {
    return AwsFailures.of(
        e,
        FailureCode.TARGET_UNAVAILABLE,
        "organizations:" + action + " for the account " + account);
  }
}
