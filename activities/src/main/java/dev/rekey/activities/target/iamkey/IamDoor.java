package dev.rekey.activities.target.iamkey;

import dev.rekey.activities.aws.AwsClients;
import dev.rekey.activities.aws.OnFirstUse;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.IamClientBuilder;

/** The two clients for IAM, opened when a key is first asked about. */
final class IamDoor {
  private final Supplier<IamClient> repeating;
  private final Supplier<IamClient> once;

  /** Opens them by the SDK's settings. */
  IamDoor() {
    this.repeating = new OnFirstUse<>(() -> AwsClients.open(builder()));
    this.once = new OnFirstUse<>(() -> AwsClients.withoutRetries(builder()).build());
  }

  /** Takes a client for both. */
  IamDoor(IamClient iam) {
    this.repeating = () -> iam;
    this.once = () -> iam;
  }

  /** The keys of this user. */
  UserKeys keys(String user) {
    return new UserKeys(repeating.get(), once.get(), user);
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
