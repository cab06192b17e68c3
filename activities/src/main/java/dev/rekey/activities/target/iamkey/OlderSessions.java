package dev.rekey.activities.target.iamkey;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Denies everything to sessions that were made with a user's keys before a moment ({@code
 * GetSessionToken}, {@code GetFederationToken}): they outlive the key by up to 36 hours, but act
 * with the user's permissions (IAM User Guide, "Disabling permissions for temporary security
 * credentials"). A request that is signed with a key itself has no {@code aws:TokenIssueTime}, and
 * is not denied. Sessions of roles that were assumed with the key have the role's permissions: they
 * are not reached from here.
 */
final class OlderSessions {
  /** The name that AWS's console gives the same policy at a role. */
  static final String POLICY = "AWSRevokeOlderSessions";

  private OlderSessions() {}

  /** The policy's document. */
  static String deniedBefore(Instant moment) {
    return """
        {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":["*"],"Resource":["*"],\
        "Condition":{"DateLessThan":{"aws:TokenIssueTime":"%s"}}}]}"""
        .formatted(moment.truncatedTo(ChronoUnit.SECONDS));
  }
}
