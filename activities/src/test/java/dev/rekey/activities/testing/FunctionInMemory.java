package dev.rekey.activities.testing;

import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.model.credential.VersionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.DefaultAwsResponseMetadata;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LambdaResponseMetadata;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

/** A rotation function, and the pending version in AWS Secrets Manager that it installs. */
public final class FunctionInMemory implements LambdaClient {
  /** The request id of every call. */
  public static final String REQUEST = "11111111-2222-3333-4444-555555555555";

  /** What it says when it fails. */
  public static final String SAID = "planted-in-an-error-message";

  /** The secret's ARN. */
  public static final String ARN =
      "arn:aws:secretsmanager:eu-central-1:000000000000:secret:orders/db-x1Y2z3";

  private static final Pattern EVENT =
      Pattern.compile(
          "\\{\"Step\":\"(\\w+)\",\"SecretId\":\"([^\"]+)\",\"ClientRequestToken\":\"([^\"]+)\"}");

  private final Consumer<Login> setting;
  private final List<String> steps = new ArrayList<>();
  private Login pending = new Login("", SecretValue.of("nothing is pending"));
  private VersionId version = new VersionId(UUID.randomUUID().toString());
  private Optional<String> failing = Optional.empty();
  private boolean silent;

  /** A function whose setSecret does this with the pending login. */
  public FunctionInMemory(Consumer<Login> setting) {
    this.setting = setting;
  }

  /** Makes a login pending, as a version of its own. */
  public void stage(Login login) {
    pending = login;
    version = new VersionId(UUID.randomUUID().toString());
  }

  /** The pending version. */
  public VersionId version() {
    return version;
  }

  /** From now on it fails in this step. */
  public void failIn(String step) {
    failing = Optional.of(step);
  }

  /** From now on its calls happen, and their answers are lost. */
  public void fallSilent() {
    silent = true;
  }

  /** The steps that it was called for. */
  public List<String> steps() {
    return List.copyOf(steps);
  }

  @Override
  public InvokeResponse invoke(InvokeRequest call) {
    if (!call.functionName().equals("rotate-orders")) {
      throw ResourceNotFoundException.builder()
          .awsErrorDetails(
              AwsErrorDetails.builder()
                  .errorCode("ResourceNotFoundException")
                  .errorMessage(SAID)
                  .build())
          .statusCode(404)
          .build();
    }
    if (call.invocationType() == InvocationType.DRY_RUN) {
      return InvokeResponse.builder().statusCode(204).build();
    }
    Matcher event = EVENT.matcher(call.payload().asUtf8String());
    if (!event.matches() || !event.group(2).equals(ARN)) {
      throw new AssertionError("no event of AWS's: " + call.payload().asUtf8String());
    }
    return run(event.group(1), event.group(3));
  }

  private InvokeResponse run(String step, String token) {
    steps.add(step);
    if (failing.filter(step::equals).isPresent() || !token.equals(version.value())) {
      return answer().functionError("Unhandled").payload(SdkBytes.fromUtf8String(SAID)).build();
    }
    if (step.equals("setSecret")) {
      setting.accept(pending);
    }
    if (silent) {
      throw SdkClientException.create(SAID);
    }
    return answer().build();
  }

  private static InvokeResponse.Builder answer() {
    InvokeResponse.Builder answer = InvokeResponse.builder();
    answer.responseMetadata(
        LambdaResponseMetadata.create(
            DefaultAwsResponseMetadata.create(Map.of("AWS_REQUEST_ID", REQUEST))));
    return answer;
  }

  @Override
  public String serviceName() {
    return LambdaClient.SERVICE_NAME;
  }

  @Override
  public void close() {}

  /** The secret that it rotates. */
  public SecretsManagerClient secrets() {
    return new Secrets();
  }

  private final class Secrets implements SecretsManagerClient {
    @Override
    public DescribeSecretResponse describeSecret(DescribeSecretRequest ask) {
      return DescribeSecretResponse.builder().name(ask.secretId()).arn(ARN).build();
    }

    @Override
    public GetSecretValueResponse getSecretValue(GetSecretValueRequest ask) {
      return GetSecretValueResponse.builder()
          .arn(ARN)
          .versionId(version.value())
          .secretString(
              "{\"username\":\"%s\",\"password\":\"%s\"}"
                  .formatted(pending.identity(), pending.value().reveal()))
          .build();
    }

    @Override
    public String serviceName() {
      return SecretsManagerClient.SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
