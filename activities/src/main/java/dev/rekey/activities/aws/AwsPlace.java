package dev.rekey.activities.aws;

import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.awscore.AwsClient;
import software.amazon.awssdk.regions.ServiceMetadata;

/** Against what something was proven: AWS by its own host name, or plainly something else. */
public final class AwsPlace {
  private AwsPlace() {}

  /**
   * Where this client's calls go.
   *
   * @param service the service's name in host names, such as {@code sts}
   */
  public static String of(AwsClient client, String service) {
    return elsewhere(client)
        .orElseGet(
            () ->
                service
                    + "."
                    + client.serviceClientConfiguration().region().id()
                    + ".amazonaws.com");
  }

  /** The same for a service that has one host for all regions, such as IAM. */
  public static String of(AwsClient client, ServiceMetadata service) {
    return elsewhere(client)
        .orElseGet(
            () -> service.endpointFor(client.serviceClientConfiguration().region()).toString());
  }

  private static Optional<String> elsewhere(AwsClient client) {
    return client
        .serviceClientConfiguration()
        .endpointOverride()
        .filter(uri -> !isAws(uri))
        .map(uri -> "not AWS (" + uri + ")");
  }

  /** An endpoint in somebody's own network, such as a VPC endpoint, has AWS's name too. */
  private static boolean isAws(URI uri) {
    String host = uri.getHost();
    return host != null
        && "https".equals(uri.getScheme())
        && (host.endsWith(".amazonaws.com") || host.endsWith(".amazonaws.com.cn"));
  }
}
