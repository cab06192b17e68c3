package dev.rekey.activities.target.rotationfunction;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.Wire;
import dev.rekey.activities.aws.AwsClients;
import dev.rekey.activities.aws.AwsFailures;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.credential.VersionStage;
import java.util.function.Supplier;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

/**
 * The pending version in AWS Secrets Manager, where rotation functions look for it: they are told
 * its id, and refuse any that is not pending.
 */
record PendingSecret(Supplier<SecretsManagerClient> secrets) {
  static SecretsManagerClient ofPlatform() {
    return AwsClients.open(SecretsManagerClient.builder());
  }

  /** A version of a secret, as events name it. */
  record Pending(SecretId arn, VersionId version) {}

  /**
   * The pending version, which must hold this login.
   *
   * @throws StepFailedException FOREIGN_WRITE if another value is pending: the function would
   *     install that one; NOT_FOUND if none is
   */
  Pending holding(SecretId secret, Login login) {
    GetSecretValueResponse found = read(secret, VersionStage.AWSPENDING);
    if (!login(found).equals(login)) {
      throw new StepFailedException(
          FailureCode.FOREIGN_WRITE,
          "Another value of " + secret + " is pending in AWS Secrets Manager; see who staged it");
    }
    return new Pending(new SecretId(found.arn()), new VersionId(found.versionId()));
  }

  /**
   * The secret's ARN.
   *
   * @throws StepFailedException NOT_FOUND if it is not in AWS Secrets Manager
   */
  SecretId arn(SecretId secret) {
    return new SecretId(
        AwsFailures.classified(
                FailureCode.STORE_UNAVAILABLE,
                "AWS Secrets Manager, describing " + secret,
                () -> secrets.get().describeSecret(ask -> ask.secretId(secret.value())))
            .arn());
  }

  private GetSecretValueResponse read(SecretId secret, VersionStage stage) {
    return AwsFailures.classified(
        FailureCode.STORE_UNAVAILABLE,
        "AWS Secrets Manager, reading " + stage + " of " + secret,
        () ->
            secrets
                .get()
                .getSecretValue(ask -> ask.secretId(secret.value()).versionStage(stage.name())));
  }

  /** The login in the form of AWS's own functions; anything else equals none. */
  private static Login login(GetSecretValueResponse found) {
    try {
      JsonNode fields =
          Wire.mapper().readTree(found.secretString() == null ? "" : found.secretString());
      return new Login(
          fields.path("username").asText(), SecretValue.of(fields.path("password").asText()));
    } catch (JsonProcessingException e) { // its message quotes the value
      return Login.OWN;
    }
  }
}
