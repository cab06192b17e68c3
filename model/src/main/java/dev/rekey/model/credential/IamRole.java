package dev.rekey.model.credential;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An IAM role that others assume with an external id. The external id in its trust policy is what
 * is rotated; it names the third party, and whoever lost it can be asked to bring another one.
 *
 * @param secret the secret's name
 * @param role the role's ARN
 * @param prober the ARN of a role through which Rekey tries the external id, if its own identity is
 *     not among those whom the trust policy allows
 * @param quiet how long nobody must have assumed the role with the old external id before it is
 *     refused. CloudTrail may tell of a call 15 minutes late
 * @param regions where callers assume the role; calls of the global endpoint are told in us-east-1
 * @param cutSessions whether a routine rotation too cuts the sessions that are older than {@code
 *     quiet}, whichever external id began them. A compromise always cuts all
 */
public record IamRole(
    SecretId secret,
    String role,
    Optional<String> prober,
    Duration quiet,
    List<String> regions,
    boolean cutSessions)
    implements CredentialSpec {
  /** The kind's name. */
  public static final String KIND = "iam-role";

  /** By how much CloudTrail may be late, as its user guide has it. */
  public static final Duration LOG_LAG = Duration.ofMinutes(15);

  /** One hour, the longest that a session lasts unless the role allows more, and the lag. */
  public static final Duration QUIET = Duration.ofHours(1).plus(LOG_LAG);

  /** CloudTrail's event history tells of 90 days; longer than this no session lasts. */
  private static final Duration LONGEST = Duration.ofHours(24);

  private static final Pattern ROLE =
      Pattern.compile("arn:aws[a-z-]*:iam::[0-9]{12}:role/[\\w+=,.@/-]{1,576}");

  private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-[0-9]");

  /**
   * Checks what can be checked without AWS.
   *
   * @throws IllegalArgumentException with a sentence for the user
   */
  public IamRole {
    regions = List.copyOf(regions);
    requireRole(role);
    prober.ifPresent(IamRole::requireRole);
    if (quiet.compareTo(LOG_LAG) < 0 || quiet.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "The quiet time is 15 minutes to 24 hours, since the log may be 15 minutes late");
    }
    if (regions.isEmpty() || !regions.stream().allMatch(r -> REGION.matcher(r).matches())) {
      throw new IllegalArgumentException(
          "Name the regions where the role is assumed, such as eu-central-1");
    }
  }

  private static void requireRole(String arn) {
    if (!ROLE.matcher(arn).matches()) {
      throw new IllegalArgumentException(
          "A role is named by its ARN, such as arn:aws:iam::123456789012:role/partner");
    }
  }

  /** The role's name, without account and path. */
  @JsonIgnore
  public String name() {
    return role.substring(role.lastIndexOf('/') + 1);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String target() {
    return "iam:" + role.split(":", -1)[4];
  }

  @Override
  public List<String> identities() {
    return List.of(role);
  }

  @Override
  public List<String> principals() {
    return List.of(role);
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
  public List<String> places() {
    return List.of(role);
  }

  @Override
  public IamRole attributed(String by, Instant at) {
    return this;
  }
}
