package dev.rekey.activities.testing;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.regions.Region;

/**
 * Something that answers as AWS does: what {@code AWS_ENDPOINT_URL} names, or LocalStack in a
 * container where Docker is, or nothing, and the test says why it is skipped.
 */
public final class AwsEndpoint {
  /** Where the tests are: a region whose STS is not the global one. */
  public static final Region REGION = Region.EU_CENTRAL_1;

  private static final DockerImageName IMAGE = DockerImageName.parse("localstack/localstack:4");

  private AwsEndpoint() {}

  /** Its address, or the end of the test with a reason. */
  public static URI uri() {
    Optional<URI> found = Found.ENDPOINT;
    Assumptions.assumeTrue(
        found.isPresent(), "needs AWS_ENDPOINT_URL, or Docker with localstack/localstack:4");
    return found.orElseThrow();
  }

  /** A client of the emulator as its administrator; settings of the builder's own are kept. */
  public static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
      B builder) {
    return as(builder, "test", "test").build();
  }

  /** The builder, pointed at the emulator with this key. */
  public static <B extends AwsClientBuilder<B, C>, C> B as(B builder, String key, String secret) {
    return builder
        .endpointOverride(uri())
        .region(REGION)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(key, secret)));
  }

  private static final class Found {
    static final Optional<URI> ENDPOINT =
        Optional.ofNullable(System.getenv("AWS_ENDPOINT_URL")).map(URI::create).or(Found::docker);

    private static Optional<URI> docker() {
      if (!DockerClientFactory.instance().isDockerAvailable()) {
        return Optional.empty();
      }
      @SuppressWarnings("resource") // lives as long as the tests do
      LocalStackContainer container = new LocalStackContainer(IMAGE);
      container.start();
      return Optional.of(container.getEndpoint());
    }
  }
}
