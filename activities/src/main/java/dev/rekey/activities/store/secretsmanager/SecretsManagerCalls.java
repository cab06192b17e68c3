package dev.rekey.activities.store.secretsmanager;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.aws.AwsFailures;
import dev.rekey.activities.store.RotationTokens;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.credential.VersionStage;
import dev.rekey.model.rotation.RotationToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretVersionIdsRequest;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretVersionIdsResponse;
import software.amazon.awssdk.services.secretsmanager.model.SecretVersionsListEntry;

/**
 * The calls of AWS Secrets Manager that the store makes. Every one fails as data; each write claims
 * its place in the budget first, and is made once: whoever repeats the step repeats the claim.
 */
final class SecretsManagerCalls {
  /** AWS's own words for "not as things are": the labels tell what it was. */
  private static final Set<String> CONFLICTS =
      Set.of("InvalidParameterException", "InvalidRequestException", "ResourceNotFoundException");

  private static final Set<String> MISSING = Set.of("ResourceNotFoundException");
  private static final Set<String> EXISTS = Set.of("ResourceExistsException");

  private final SecretsManagerClient reading;
  private final SecretsManagerClient writing;
  private final WriteBudget budget;

  /** Takes a client that repeats what got no answer, and one that does not. */
  SecretsManagerCalls(
      SecretsManagerClient reading, SecretsManagerClient writing, WriteBudget budget) {
    this.reading = reading;
    this.writing = writing;
    this.budget = budget;
  }

  /** What the store knows of a secret; nothing if it does not know it. */
  Optional<DescribeSecretResponse> describe(SecretId secret) {
    return unless(
        MISSING,
        "describing " + secret,
        () -> reading.describeSecret(ask -> ask.secretId(secret.value())));
  }

  /** A version with its value; nothing if there is none, or no such secret. */
  Optional<GetSecretValueResponse> value(SecretId secret, VersionId version) {
    return unless(
        MISSING,
        "reading " + secret,
        () ->
            reading.getSecretValue(ask -> ask.secretId(secret.value()).versionId(version.value())));
  }

  /** All versions, also those without a label. */
  List<SecretVersionsListEntry> versions(SecretId secret) {
    List<SecretVersionsListEntry> all = new ArrayList<>();
    Optional<String> next = Optional.empty();
    do {
      ListSecretVersionIdsRequest.Builder ask =
          ListSecretVersionIdsRequest.builder().secretId(secret.value()).includeDeprecated(true);
      next.ifPresent(ask::nextToken);
      ListSecretVersionIdsResponse page =
          classified("listing " + secret, () -> reading.listSecretVersionIds(ask.build()));
      all.addAll(page.versions());
      next = Optional.ofNullable(page.nextToken());
    } while (next.isPresent());
    return all;
  }

  /** Makes a secret with its first version; false if there is one of that name. */
  boolean create(SecretId secret, VersionId version, String value, Optional<String> kmsKey) {
    return write(
        EXISTS,
        "making " + secret,
        () ->
            writing.createSecret(
                ask ->
                    ask.name(secret.value())
                        .clientRequestToken(version.value())
                        .secretString(value)
                        .kmsKeyId(kmsKey.orElse(null)))); // nothing: the account's default key
  }

  /** Adds a version; false if the version is there with another value. */
  boolean put(SecretId secret, VersionId version, String value) {
    return write(
        EXISTS,
        "writing a version of " + secret,
        () ->
            writing.putSecretValue(
                ask ->
                    ask.secretId(secret.value())
                        .clientRequestToken(version.value())
                        .versionStages(VersionStage.AWSPENDING.name())
                        .secretString(value)
                        .rotationToken(
                            RotationTokens.now().map(RotationToken::value).orElse(null))));
  }

  /**
   * Moves a label from one version to another; false if it is not there, or there is no such
   * version.
   *
   * @param from where it must be; nothing if it must be on none
   */
  boolean move(SecretId secret, VersionStage stage, Optional<VersionId> from, VersionId to) {
    return write(
        CONFLICTS,
        "moving " + stage + " of " + secret,
        () ->
            writing.updateSecretVersionStage(
                ask ->
                    ask.secretId(secret.value())
                        .versionStage(stage.name())
                        .removeFromVersionId(from.map(VersionId::value).orElse(null))
                        .moveToVersionId(to.value())));
  }

  /** Takes AWSPENDING off a version; false if it is not on it, or there is no such version. */
  boolean takePendingOff(SecretId secret, VersionId version) {
    return write(
        CONFLICTS,
        "taking AWSPENDING off a version of " + secret,
        () ->
            writing.updateSecretVersionStage(
                ask ->
                    ask.secretId(secret.value())
                        .versionStage(VersionStage.AWSPENDING.name())
                        .removeFromVersionId(version.value())));
  }

  private boolean write(Set<String> refusals, String what, Supplier<?> call) {
    budget.claim();
    return unless(refusals, what, call).isPresent();
  }

  private static <T> Optional<T> unless(Set<String> refusals, String what, Supplier<T> call) {
    try {
      return Optional.of(call.get());
    } catch (AwsServiceException e) {
      if (refusals.contains(AwsFailures.errorCode(e))) {
        return Optional.empty();
      }
      throw failed(e, what);
    } catch (SdkException e) {
      throw failed(e, what);
    }
  }

  private static <T> T classified(String what, Supplier<T> call) {
    return AwsFailures.classified(FailureCode.STORE_UNAVAILABLE, called(what), call);
  }

  private static StepFailedException failed(SdkException e, String what) {
    return switch (AwsFailures.errorCode(e)) {
      case "LimitExceededException" ->
          new StepFailedException(
              FailureCode.QUOTA_REACHED,
              called(what)
                  + ": the secret has as many versions as AWS keeps (about 100 within 24 hours);"
                  + " find what writes it so often, or wait a day");
      case "DecryptionFailure", "EncryptionFailure" ->
          new StepFailedException(
              FailureCode.PERMISSION_DENIED,
              called(what)
                  + ": its KMS key cannot be used; is it enabled, and may Rekey's role use it?");
      case "InvalidRequestException" ->
          new StepFailedException(
              FailureCode.BAD_REQUEST,
              called(what)
                  + ": not as the secret is now; is it scheduled for deletion, a replica, or"
                  + " another service's?");
      default -> AwsFailures.of(e, FailureCode.STORE_UNAVAILABLE, called(what));
    };
  }

  private static String called(String what) {
    return "AWS Secrets Manager, " + what;
  }
}
