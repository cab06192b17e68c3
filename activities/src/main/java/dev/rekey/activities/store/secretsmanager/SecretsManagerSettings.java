package dev.rekey.activities.store.secretsmanager;

import dev.rekey.activities.StepFailedException;
import dev.rekey.model.FailureCode;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How AWS Secrets Manager is used as the store.
 *
 * @param kmsKey {@code REKEY_KMS_KEY}: the customer-managed key of secrets that Rekey makes
 * @param defaultKeyAllowed {@code REKEY_ALLOW_DEFAULT_KMS_KEY}: whether {@code aws/secretsmanager}
 *     will do
 * @param writesPerSecond {@code REKEY_STORE_WRITES}: how many of the region's 50 are Rekey's
 * @param ownRoles {@code REKEY_OWN_ROLES}: roles, by name or ARN with commas between, whose reads
 *     are Rekey's own; the caller's own role is always one of them
 * @param keySecret {@code REKEY_FINGERPRINT_SECRET}: the secret that holds the fingerprint key
 * @param trailDelay {@code REKEY_CLOUDTRAIL_DELAY}: how late CloudTrail may be, as ISO 8601
 */
public record SecretsManagerSettings(
    Optional<String> kmsKey,
    boolean defaultKeyAllowed,
    int writesPerSecond,
    Set<String> ownRoles,
    String keySecret,
    Duration trailDelay) {
  /** Copies the roles. */
  public SecretsManagerSettings {
    ownRoles = Set.copyOf(ownRoles);
  }

  /**
   * Reads the environment.
   *
   * @throws StepFailedException BAD_REQUEST naming the variable that makes no sense
   */
  public static SecretsManagerSettings of(Map<String, String> environment) {
    Optional<String> key = given(environment, "REKEY_KMS_KEY");
    boolean allowed =
        given(environment, "REKEY_ALLOW_DEFAULT_KMS_KEY").filter("true"::equals).isPresent();
    if (key.isEmpty() && !allowed) {
      throw bad(
          "AWS Secrets Manager as the store needs REKEY_KMS_KEY, a customer-managed key; or"
              + " REKEY_ALLOW_DEFAULT_KMS_KEY=true");
    }
    return new SecretsManagerSettings(
        key,
        allowed,
        writes(environment),
        roles(environment),
        given(environment, "REKEY_FINGERPRINT_SECRET").orElse("rekey/fingerprint-key"),
        delay(environment));
  }

  private static Optional<String> given(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  private static int writes(Map<String, String> environment) {
    try {
      return given(environment, "REKEY_STORE_WRITES")
          .map(Integer::parseInt)
          .orElse(LedgerWriteBudget.MOST_PER_SECOND);
    } catch (NumberFormatException e) {
      throw bad("REKEY_STORE_WRITES is no whole number");
    }
  }

  private static Set<String> roles(Map<String, String> environment) {
    return given(environment, "REKEY_OWN_ROLES").stream()
        .flatMap(roles -> Arrays.stream(roles.split(",", -1)))
        .map(String::strip)
        .filter(role -> !role.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static Duration delay(Map<String, String> environment) {
    try {
      return given(environment, "REKEY_CLOUDTRAIL_DELAY")
          .map(Duration::parse)
          .orElse(ReadTrail.LATE);
    } catch (DateTimeParseException e) {
      throw bad("REKEY_CLOUDTRAIL_DELAY is no duration such as PT15M");
    }
  }

  private static StepFailedException bad(String reason) {
    return new StepFailedException(FailureCode.BAD_REQUEST, reason);
  }
}
