package dev.rekey.activities.target.iamkey;

import dev.rekey.activities.aws.AwsClients;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.IamClientBuilder;

/** The two clients for IAM, opened when a key is first asked about. */
final class IamDoor {
  private @Nullable IamClient repeating;
  private @Nullable IamClient once;

  /** Opens them by the SDK's settings. */
  IamDoor() {}

  /** Takes a client for both. */
  IamDoor(IamClient iam) {
    this.repeating = iam;
    this.once = iam;
  }

  /** The keys of this user. */
  synchronized UserKeys keys(String user) {
    if (repeating == null) {
      repeating = AwsClients.open(builder());
    }
    if (once == null) {
      once = AwsClients.withoutRetries(builder()).build();
    }
    return new UserKeys(repeating, once, user);
  }

  /** IAM has one endpoint for all regions of a partition; the region names the partition. */
  private static IamClientBuilder builder() {
    return IamClient.builder().region(region());
  }

  private static Region region() {
    try {
      return DefaultAwsRegionProviderChain.builder().build().getRegion();
    } catch (SdkClientException none) {
      return Region.AWS_GLOBAL;
    }
  }
}
