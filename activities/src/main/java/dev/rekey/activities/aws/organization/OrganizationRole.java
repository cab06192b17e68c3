package dev.rekey.activities.aws.organization;

import dev.rekey.activities.aws.AwsClients;
import dev.rekey.activities.aws.OnFirstUse;
import java.time.InstantSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;

/** The Organization as a role sees it that is assumed for a quarter of an hour at a time. */
final class OrganizationRole {
  /** The shortest that AssumeRole allows. */
  private static final int SECONDS = 900;

  private static final String SESSION = "rekey-outer-control";

  private OrganizationRole() {}

  static OuterControls controls(String role) {
    return new OuterControls(new OnFirstUse<>(() -> as(role)), InstantSource.system());
  }

  private static OrganizationsClient as(String role) {
    Region region = region();
    StsClient sts = AwsClients.open(StsClient.builder().region(region));
    return AwsClients.open(
        OrganizationsClient.builder()
            .region(region)
            .credentialsProvider(
                StsAssumeRoleCredentialsProvider.builder()
                    .stsClient(sts)
                    .refreshRequest(
                        it -> it.roleArn(role).roleSessionName(SESSION).durationSeconds(SECONDS))
                    .build()));
  }

  /** Organizations has one endpoint for all regions of a partition; the region names it. */
  private static Region region() {
    try {
      return DefaultAwsRegionProviderChain.builder().build().getRegion();
    } catch (SdkClientException none) {
      return Region.US_EAST_1;
    }
  }
}
