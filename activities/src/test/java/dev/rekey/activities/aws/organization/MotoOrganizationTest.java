package dev.rekey.activities.aws.organization;

import dev.rekey.activities.testing.AwsEndpoint;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.OrganizationFeatureSet;
import software.amazon.awssdk.services.organizations.model.OrganizationsException;
import software.amazon.awssdk.services.organizations.model.PolicyType;

/** A second opinion, which implements the policies of Organizations and enforces none. */
@Tag("aws")
class MotoOrganizationTest extends OuterControlsContract {
  private OrganizationsClient organization;
  private String member;

  @BeforeEach
  void an_organization_with_a_member() {
    organization =
        AwsEndpoint.at(
                AwsEndpoint.moto(),
                OrganizationsClient.builder(),
                AwsBasicCredentials.create("test", "test"))
            .build();
    unlessThere(() -> organization.createOrganization(it -> it.featureSet(ALL)));
    String root = organization.listRoots().roots().getFirst().id();
    unlessThere(
        () ->
            organization.enablePolicyType(
                it -> it.rootId(root).policyType(PolicyType.SERVICE_CONTROL_POLICY)));
    member =
        organization
            .createAccount(it -> it.email(UUID.randomUUID() + "@example.com").accountName("member"))
            .createAccountStatus()
            .accountId();
  }

  private static final OrganizationFeatureSet ALL = OrganizationFeatureSet.ALL;

  /** Moto has one Organization for all tests. */
  private static void unlessThere(Runnable making) {
    try {
      making.run();
    } catch (OrganizationsException there) {
      // an earlier test made it
    }
  }

  @Override
  OrganizationsClient organization() {
    return organization;
  }

  @Override
  String member() {
    return member;
  }

  @Override
  String management() {
    return organization.describeOrganization().organization().masterAccountId();
  }
}
