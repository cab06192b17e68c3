package dev.rekey.activities.testing;

import com.github.dockerjava.api.exception.NotFoundException;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsException;

/**
 * Something that answers as AWS does: what {@code AWS_ENDPOINT_URL} names, or else {@code
 * localstack/localstack:4} in a container, started once per JVM, or nothing, and the test says why
 * it is skipped. What an emulator does not do is in docs/emulators.md.
 */
public final class AwsEndpoint {
  /** Where the tests are: a region whose STS is not the global one. */
  public static final Region REGION = Region.EU_CENTRAL_1;

  private static final DockerImageName IMAGE = DockerImageName.parse("localstack/localstack:4");

  private AwsEndpoint() {}

  /** Its address, or the end of the test with a reason. */
  public static URI uri() {
    return Found.ENDPOINT.orSkip();
  }

  /**
   * The address of moto, which has limits that the other emulator lacks and refuses nobody; or the
   * end of the test with a reason. Its one account is shared by all tests: take names of your own.
   */
  public static URI moto() {
    return Place.named("REKEY_MOTO_URL")
        .orElseGet(
            () -> Place.missing("needs moto: set REKEY_MOTO_URL (scripts/aws-emulator does)"))
        .orSkip();
  }

  /**
   * Ends the test with a reason unless the emulator refuses keys that it does not know: one that
   * lets everybody in cannot prove that a key is refused.
   */
  public static void mustRefuse() {
    URI endpoint = uri();
    Assumptions.assumeTrue(
        Strict.REFUSES,
        endpoint
            + " lets unknown keys in; a ministack with AUTH=true does not (scripts/aws-emulator)");
  }

  /** A client of the emulator as administrator of the account that tests share. */
  public static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
      B builder) {
    return as(builder, "test", "test").build();
  }

  /** The builder, pointed at the emulator with this key. */
  public static <B extends AwsClientBuilder<B, C>, C> B as(B builder, String key, String secret) {
    return at(uri(), builder, AwsBasicCredentials.create(key, secret));
  }

  /** The builder, pointed at the emulator with these credentials of a user or of a session. */
  public static <B extends AwsClientBuilder<B, C>, C> B as(B builder, AwsCredentials credentials) {
    return at(uri(), builder, credentials);
  }

  /** The builder, pointed at this endpoint with these credentials. */
  public static <B extends AwsClientBuilder<B, C>, C> B at(
      URI endpoint, B builder, AwsCredentials credentials) {
    return builder
        .endpointOverride(endpoint)
        .region(REGION)
        .credentialsProvider(StaticCredentialsProvider.create(credentials));
  }

  private static final class Found {
    static final Place ENDPOINT = Place.named("AWS_ENDPOINT_URL").orElseGet(Found::container);

    private static Place container() {
      if (!DockerClientFactory.instance().isDockerAvailable()) {
        return Place.missing(
            "needs an AWS emulator: set AWS_ENDPOINT_URL (scripts/aws-emulator does), or start Docker");
      }
      try {
        // Pulling it would take minutes where there is no way to a registry, and then fail.
        DockerClientFactory.lazyClient().inspectImageCmd(IMAGE.asCanonicalNameString()).exec();
      } catch (NotFoundException e) {
        return Place.missing("needs the image " + IMAGE + ": pull it, or let .ci/docker build it");
      }
      return Place.at(started().getEndpoint());
    }

    // Never closed: it lives as long as the JVM, and Testcontainers removes it then.
    private static LocalStackContainer started() {
      LocalStackContainer container =
          new LocalStackContainer(IMAGE)
              .withEnv("AUTH", "true")
              .withEnv("CLOUDTRAIL_RECORDING", "1");
      container.start();
      return container;
    }
  }

  private static final class Strict {
    static final boolean REFUSES = refuses();

    private static boolean refuses() {
      try (StsClient sts = as(StsClient.builder(), "AKIAUNKNOWNUNKNOWN00", "unknown").build()) {
        sts.getCallerIdentity();
        return false;
      } catch (StsException e) {
        return e.statusCode() == 403;
      }
    }
  }

  /** An address, or the reason why there is none. */
  private record Place(Optional<URI> uri, String reason) {
    static Optional<Place> named(String variable) {
      return Optional.ofNullable(System.getenv(variable))
          .filter(value -> !value.isBlank())
          .map(value -> at(URI.create(value)));
    }

    static Place at(URI uri) {
      return new Place(Optional.of(uri), "");
    }

    static Place missing(String reason) {
      return new Place(Optional.empty(), reason);
    }

    URI orSkip() {
      Assumptions.assumeTrue(uri.isPresent(), reason);
      return uri.orElseThrow();
    }
  }
}
