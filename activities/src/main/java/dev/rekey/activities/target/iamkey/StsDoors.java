package dev.rekey.activities.target.iamkey;

import dev.rekey.activities.aws.AwsClients;
import dev.rekey.activities.secret.Login;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;

/** Where a key can be tried. */
@FunctionalInterface
public interface StsDoors {
  /** STS in this region, as somebody with this key meets it; without retries. */
  Door open(String region, Login key);

  /**
   * One endpoint, for one key.
   *
   * @param name AWS's host name; or that it is not AWS, and the address
   * @param sts the client, to be closed
   */
  record Door(String name, StsClient sts) implements AutoCloseable {
    @Override
    public void close() {
      sts.close();
    }
  }

  /** AWS's own, unless the SDK's settings name another endpoint. */
  static Door really(String region, Login key) {
    StsClient sts =
        AwsClients.withoutRetries(
                StsClient.builder()
                    .region(Region.of(region))
                    .credentialsProvider(
                        StaticCredentialsProvider.create(
                            AwsBasicCredentials.create(key.identity(), key.value().reveal()))))
            .build();
    return new Door(name(sts, Region.of(region)), sts);
  }

  /** A proof names what it was made against; an emulator is never taken for AWS. */
  static String name(StsClient sts, Region region) {
    return sts.serviceClientConfiguration()
        .endpointOverride()
        .map(URI::toString)
        .map(address -> "not AWS: " + address + " as " + region)
        .orElseGet(() -> StsClient.serviceMetadata().endpointFor(region).toString());
  }
}
