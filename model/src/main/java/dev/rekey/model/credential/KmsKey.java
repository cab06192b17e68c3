package dev.rekey.model.credential;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A symmetric KMS key behind an alias. A rotation makes a new key, moves the alias, has Secrets
 * Manager encrypt anew what is under the old key, and disables the old one. It never deletes it.
 *
 * @param secret the secret that records which key is current
 * @param alias the alias by which the key is used
 * @param account the account's id
 * @param region where the key is
 * @param prefixes how the names of the secrets begin that are encrypted anew; none is touched
 *     otherwise
 * @param quiet how long nobody must have used the old key before it is disabled. CloudTrail may
 *     tell of a call 15 minutes late
 */
public record KmsKey(
    SecretId secret,
    String alias,
    String account,
    String region,
    List<String> prefixes,
    Duration quiet)
    implements CredentialSpec {
  /** The kind's name. */
  public static final String KIND = "kms-key";

  /** Four times the lag of CloudTrail, which its user guide gives as 15 minutes. */
  public static final Duration QUIET = Duration.ofHours(1);

  private static final Duration LOG_LAG = Duration.ofMinutes(15);
  private static final Duration LONGEST = Duration.ofDays(30);
  private static final Pattern ALIAS = Pattern.compile("alias/(?!aws/)[A-Za-z0-9/_-]{1,250}");
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
  private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-[0-9]");

  /**
   * Checks what can be checked without AWS.
   *
   * @throws IllegalArgumentException with a sentence for the user
   */
  public KmsKey {
    prefixes = List.copyOf(prefixes);
    if (!ALIAS.matcher(alias).matches()) {
      throw new IllegalArgumentException(
          "The alias is one of your own, such as alias/orders; AWS rotates its own keys itself");
    }
    if (!ACCOUNT.matcher(account).matches() || !REGION.matcher(region).matches()) {
      throw new IllegalArgumentException("Name the key's account and region");
    }
    if (prefixes.isEmpty() || prefixes.contains("")) {
      throw new IllegalArgumentException(
          "Say with which names the secrets begin that are to be encrypted anew");
    }
    if (quiet.compareTo(LOG_LAG) < 0 || quiet.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "The quiet time is 15 minutes to 30 days, since the log may be 15 minutes late");
    }
  }

  /** Whether a secret of this name is to be encrypted anew. */
  public boolean covers(String name) {
    return prefixes.stream().anyMatch(name::startsWith);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String target() {
    return "kms:" + account + ":" + region;
  }

  @Override
  public List<String> identities() {
    return List.of(alias);
  }

  /** Keys come and go behind the alias, so any key of the account and region can be one of them. */
  @Override
  public boolean owns(String identity) {
    return identity.matches(
        "arn:aws[a-z-]*:kms:" + region + ":" + account + ":key/[A-Za-z0-9-]{1,64}");
  }

  @Override
  public boolean overlaps() {
    return true;
  }

  @Override
  public Optional<SecretId> rotatorSecret() {
    return Optional.empty();
  }

  @Override
  @JsonIgnore
  public List<String> places() {
    return List.of(alias);
  }

  @Override
  public KmsKey attributed(String by, Instant at) {
    return this;
  }
}
