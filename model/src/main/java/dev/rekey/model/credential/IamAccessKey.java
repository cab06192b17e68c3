package dev.rekey.model.credential;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An access key of an IAM user. Its versions are keys of the same user; each key's id is the
 * identity of its login.
 *
 * @param secret the secret's name
 * @param user the IAM user's name, without its path
 * @param account the twelve digits of the user's AWS account
 * @param regions where keys are tried, by their STS endpoints; {@code aws-global} is the global one
 * @param quiet how long a key must not have been used before it may be revoked
 * @param keep how long a retired key stays, inactive, so that it can be brought back; {@link #KEEP}
 *     if nothing is said
 */
public record IamAccessKey(
    SecretId secret,
    String user,
    String account,
    List<String> regions,
    Duration quiet,
    Optional<Duration> keep)
    implements CredentialSpec {
  /** The kind's name. */
  public static final String KIND = "iam-access-key";

  /** The global endpoint of STS, as the SDKs name it. */
  public static final String GLOBAL = "aws-global";

  /**
   * AWS tells late when a key was used last, and not how late; of IAM's other reports it says that
   * recent activity usually appears within four hours (IAM User Guide, "last accessed
   * information").
   */
  public static final Duration QUIET = Duration.ofHours(4);

  /** Long enough for what runs once a month to be missed. */
  public static final Duration KEEP = Duration.ofDays(30);

  /** IAM's own rule for user names ({@code CreateUser}). */
  private static final Pattern USER = Pattern.compile("[\\w+=,.@-]{1,64}");

  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
  private static final Pattern REGION = Pattern.compile("[a-z]{2,3}(-[a-z0-9]+)+");

  /** Long-term keys begin with AKIA; those of sessions begin otherwise, and are none of ours. */
  private static final Pattern KEY = Pattern.compile("AKIA[A-Z0-9]{12,124}");

  /**
   * Checks what can be checked without AWS.
   *
   * @throws IllegalArgumentException with a sentence for the user
   */
  public IamAccessKey {
    regions = List.copyOf(regions);
    require(USER.matcher(user).matches(), "An IAM user's name has 1 to 64 of A-Z a-z 0-9 _+=,.@-");
    require(ACCOUNT.matcher(account).matches(), "An AWS account is named by its twelve digits");
    require(!regions.isEmpty(), "An access key is tried in at least one region");
    require(
        regions.stream().allMatch(region -> REGION.matcher(region).matches()),
        "A region is named as AWS does, such as eu-central-1 or aws-global");
    require(regions.stream().distinct().count() == regions.size(), "A region is named twice");
    require(!quiet.isNegative(), "How long a key must not have been used is no negative time");
    require(
        keep.filter(Duration::isNegative).isEmpty(),
        "How long a retired key is kept is no negative time");
  }

  /** A key whose retired ones are kept as long as is usual. */
  public IamAccessKey(
      SecretId secret, String user, String account, List<String> regions, Duration quiet) {
    this(secret, user, account, regions, quiet, Optional.empty());
  }

  /** The same of a user of this name. */
  public IamAccessKey called(String name) {
    return new IamAccessKey(secret, name, account, regions, quiet, keep);
  }

  /** How long a retired key stays before it may be deleted. */
  public Duration retention() {
    return keep.orElse(KEEP);
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new IllegalArgumentException(sentence);
    }
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String target() {
    return "iam:" + account;
  }

  @Override
  public List<String> identities() {
    return List.of("user/" + user);
  }

  /** A user's path is not known here, but its name is the account's only one whatever the path. */
  @Override
  public List<String> principals() {
    String users = "arn:*:iam::" + account + ":user/";
    return List.of(users + user, users + "*/" + user);
  }

  /** Whether it looks like the id of a long-term key; whose it is, only IAM knows. */
  @Override
  public boolean owns(String identity) {
    return KEY.matcher(identity).matches();
  }

  @Override
  public Optional<String> accessKey(String identity) {
    return Optional.of(identity).filter(this::owns);
  }

  @Override
  public Optional<SecretId> rotatorSecret() {
    return Optional.empty();
  }

  @Override
  public List<String> places() {
    return regions.stream().map(region -> "STS in " + region).toList();
  }

  @Override
  public IamAccessKey attributed(String by, Instant at) {
    return this;
  }

  @Override
  public boolean overlaps() {
    return true;
  }
}
