package dev.rekey.activities.aws.principal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.aws.AwsFailures;
import dev.rekey.model.FailureCode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

/**
 * Sessions of roles that somebody assumed. They outlive the key with which they were begun by up to
 * 12 hours, and act with the role's permissions: only at the role can they be cut.
 *
 * @param accounts IAM of an account whose roles can be changed from here
 */
public record AssumedRoles(Function<String, Optional<IamClient>> accounts) {
  /** The longest that a role may allow ("Maximum session duration", IAM User Guide). */
  public static final Duration LONGEST = Duration.ofHours(12);

  /** The roles, each with the last time at which it was assumed. */
  public static Map<String, Instant> in(Doings doings) {
    Map<String, Instant> roles = new LinkedHashMap<>();
    for (JsonNode call : doings.called("sts", "AssumeRole")) {
      Optional<String> role = Doings.asked(call, "roleArn");
      Optional<Instant> at = Doings.at(call);
      if (role.isPresent() && at.isPresent()) {
        roles.merge(role.get(), at.get(), (one, other) -> one.isAfter(other) ? one : other);
      }
    }
    return roles;
  }

  /** Those whose sessions act yet, as far as may be seen and changed from here. */
  public List<String> uncut(Doings doings) {
    return in(doings).entrySet().stream()
        .filter(role -> isOrdinary(role.getKey()) && isUncut(role.getKey(), role.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** What may not be looked at may not be cut either; the hunt names it. */
  private boolean isUncut(String role, Instant assumed) {
    try {
      Optional<IamClient> iam = accounts.apply(account(role));
      return iam.isPresent() && cut(iam.get(), role).filter(assumed::isBefore).isEmpty();
    } catch (StepFailedException e) {
      if (e.code().retryable()) {
        throw e;
      }
      return false;
    }
  }

  /** Denies everything to sessions from before a moment, and says where that was not possible. */
  public List<String> cut(Doings doings, Instant moment) {
    return in(doings).keySet().stream().map(role -> cut(role, moment)).toList();
  }

  private String cut(String role, Instant moment) {
    if (!isOrdinary(role)) {
      return left(role, "it is a service-linked role, of which nobody can change that");
    }
    try {
      Optional<IamClient> iam = accounts.apply(account(role));
      if (iam.isEmpty()) {
        return left(role, "it is another account's, in which no role of Rekey's is known");
      }
      if (cut(iam.get(), role).filter(it -> !it.isBefore(moment)).isEmpty()) {
        put(iam.get(), role, moment);
      }
      return "sessions of the role " + role + " from before " + moment + " are denied everything";
    } catch (StepFailedException e) {
      if (e.code().retryable()) {
        throw e;
      }
      return left(role, e.reason());
    }
  }

  private static void put(IamClient iam, String role, Instant moment) {
    classified(
        "PutRolePolicy",
        role,
        () ->
            iam.putRolePolicy(
                it ->
                    it.roleName(name(role))
                        .policyName(Denial.OLDER_SESSIONS)
                        .policyDocument(Denial.before(moment))));
  }

  private static String left(String role, String why) {
    return "sessions of the role "
        + role
        + " were not cut ("
        + why
        + "): they act for up to 12 hours; cut them at the role";
  }

  private static Optional<Instant> cut(IamClient iam, String role) {
    return classified(
        "GetRolePolicy",
        role,
        () -> {
          try {
            return Optional.of(
                    iam.getRolePolicy(
                            it -> it.roleName(name(role)).policyName(Denial.OLDER_SESSIONS))
                        .policyDocument())
                .map(Denial::decoded)
                .flatMap(Denial::moment);
          } catch (NoSuchEntityException none) {
            return Optional.empty();
          }
        });
  }

  private static <T> T classified(String action, String role, java.util.function.Supplier<T> call) {
    return AwsFailures.classified(
        FailureCode.TARGET_UNAVAILABLE, "iam:" + action + " for the role " + name(role), call);
  }

  /** Service-linked roles take no policy, and no service control policy reaches them. */
  private static boolean isOrdinary(String role) {
    return !role.contains(":role/aws-service-role/");
  }

  private static String account(String role) {
    String[] parts = role.split(":", -1);
    return parts.length > 4 ? parts[4] : "";
  }

  private static String name(String role) {
    return role.substring(role.lastIndexOf('/') + 1);
  }
}
