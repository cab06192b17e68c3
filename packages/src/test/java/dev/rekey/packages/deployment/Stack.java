package dev.rekey.packages.deployment;

import dev.rekey.activities.testing.AwsEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The stack of infra/template.yaml, unchanged but for what {@code aws cloudformation package} does:
 * the packages are in a bucket.
 */
final class Stack implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final String BUCKET = "rekey-deployment-" + UUID.randomUUID();
  private static final Path ROOT = Path.of(System.getProperty("rekey.root"));

  private final CloudFormationClient cloudFormation =
      AwsEndpoint.client(
          CloudFormationClient.builder().httpClient(UrlConnectionHttpClient.create()));
  private final S3Client s3 =
      AwsEndpoint.client(
          S3Client.builder().forcePathStyle(true).httpClient(UrlConnectionHttpClient.create()));
  private final String name;

  private Stack(String name) {
    this.name = name;
  }

  /** Deploys, and waits until it is there. */
  static Stack deploy(String name, Map<String, String> parameters) throws IOException {
    Stack stack = new Stack(name);
    stack.s3.createBucket(request -> request.bucket(BUCKET));
    String template = Files.readString(ROOT.resolve("infra/template.yaml"));
    for (Path zip : packages()) {
      stack.s3.putObject(
          request -> request.bucket(BUCKET).key(zip.getFileName().toString()),
          PackageForAnyMachine.of(zip));
    }
    stack.create(
        template.replace("../target/functions/", "s3://" + BUCKET + "/"),
        parameters,
        "template.yaml");
    return stack;
  }

  /** One more stack, of a template that is only the test's. */
  static Stack deploy(String name, String template) {
    Stack stack = new Stack(name);
    stack.create(template, Map.of(), name + ".yaml");
    return stack;
  }

  private static List<Path> packages() throws IOException {
    try (Stream<Path> zips = Files.list(ROOT.resolve("target/functions"))) {
      return zips.filter(zip -> zip.toString().endsWith(".zip"))
          .filter(zip -> !zip.endsWith("rekey-runtime.zip"))
          .toList();
    }
  }

  private void create(String template, Map<String, String> parameters, String key) {
    s3.putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromString(template));
    cloudFormation.createStack(
        request ->
            request
                .stackName(name)
                .templateURL(AwsEndpoint.uri() + "/" + BUCKET + "/" + key)
                .capabilities(Capability.CAPABILITY_IAM, Capability.CAPABILITY_AUTO_EXPAND)
                .parameters(
                    parameters.entrySet().stream()
                        .map(
                            each ->
                                Parameter.builder()
                                    .parameterKey(each.getKey())
                                    .parameterValue(each.getValue())
                                    .build())
                        .toList()));
    Awaitility.await().atMost(PATIENCE).until(() -> !status().toString().endsWith("IN_PROGRESS"));
    if (status() != StackStatus.CREATE_COMPLETE) {
      throw new IllegalStateException(trouble());
    }
  }

  private StackStatus status() {
    return cloudFormation
        .describeStacks(request -> request.stackName(name))
        .stacks()
        .getFirst()
        .stackStatus();
  }

  private String trouble() {
    return cloudFormation
        .describeStackEvents(request -> request.stackName(name))
        .stackEvents()
        .stream()
        .filter(event -> String.valueOf(event.resourceStatusAsString()).endsWith("FAILED"))
        .map(event -> event.logicalResourceId() + ": " + reason(event))
        .collect(Collectors.joining("\n"));
  }

  private static String reason(StackEvent event) {
    return String.valueOf(event.resourceStatusReason());
  }

  String output(String key) {
    return cloudFormation
        .describeStacks(request -> request.stackName(name))
        .stacks()
        .getFirst()
        .outputs()
        .stream()
        .filter(output -> output.outputKey().equals(key))
        .map(Output::outputValue)
        .findFirst()
        .orElseThrow();
  }

  /** The name that a resource has outside the stack. */
  String physical(String logicalId) {
    return cloudFormation
        .describeStackResource(request -> request.stackName(name).logicalResourceId(logicalId))
        .stackResourceDetail()
        .physicalResourceId();
  }

  @Override
  public void close() {
    cloudFormation.deleteStack(request -> request.stackName(name));
    cloudFormation.close();
    s3.close();
  }
}
