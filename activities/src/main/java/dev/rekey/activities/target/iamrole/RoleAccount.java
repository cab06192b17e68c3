package dev.rekey.activities.target.iamrole;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.aws.principal.Doings;
import dev.rekey.activities.aws.principal.ForeignCalls;
import dev.rekey.model.credential.IamRole;
import dev.rekey.model.trigger.Clue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The AWS account that has the role: IAM, STS and CloudTrail, as far as this kind needs them. Each
 * call but {@link #assume} and {@link #place} throws {@link
 * dev.rekey.activities.StepFailedException}, classified.
 */
public interface RoleAccount {
  /**
   * A role as IAM shows it.
   *
   * @param trustPolicy the JSON document
   * @param longestSession how long a session may last
   */
  record Role(String trustPolicy, Duration longestSession) {}

  /** What STS said to somebody who wanted to assume the role. */
  enum Answer {
    ASSUMED,
    DENIED,
    UNCLEAR
  }

  /**
   * A call of AssumeRole that succeeded.
   *
   * @param externalId what was brought, if anything
   * @param session how the caller named the session
   * @param principal who called
   * @param address from where
   * @param at when
   */
  record Assumption(
      Optional<String> externalId, String session, String principal, String address, Instant at) {}

  /**
   * One role, of all that ever had its name.
   *
   * @param id IAM's own, which no other role has
   * @param made when it was made
   */
  record Being(String id, Instant made) {}

  /** The role. */
  Role role(IamRole spec);

  /** Which one it is now; nothing if there is none. */
  default Optional<Being> being(IamRole spec) {
    return Optional.of(new Being(spec.role(), Instant.EPOCH)); // where none is ever made anew
  }

  /** Whether it is seen that there is no such role. Never throws. */
  default boolean isGone(IamRole spec) {
    try {
      return being(spec).isEmpty();
    } catch (StepFailedException unknown) {
      return false;
    }
  }

  /** Replaces the trust policy. */
  void trust(IamRole spec, String document);

  /** An inline policy of the role. */
  Optional<String> inlinePolicy(IamRole spec, String name);

  /** Writes an inline policy of the role. */
  void putInlinePolicy(IamRole spec, String name, String document);

  /** Tries to assume the role, for a session that may do nothing. Never throws. */
  Answer assume(IamRole spec, String externalId);

  /** Who assumed the role since then, as far as the log knows; the log may be late. */
  List<Assumption> assumptions(IamRole spec, Instant since);

  /** What its sessions did that were begun since then; what could not be read is a gap. */
  Doings doings(IamRole spec, Instant since);

  /** Whether functions of Lambda act with it: then it is used nowhere else. */
  default boolean isOfFunctions(IamRole spec) {
    return role(spec).trustPolicy().contains("\"" + ForeignCalls.LAMBDA + "\"");
  }

  /** What its sessions did in the two weeks before then; what could not be read is a gap. */
  default Doings doingsBefore(IamRole spec, Instant until) {
    return new Doings(List.of(), List.of());
  }

  /** The other roles that were assumed in these calls, and whose sessions act yet. */
  List<String> uncut(Doings doings);

  /**
   * Denies everything to sessions of the other roles that were assumed in these calls.
   *
   * @param before sessions from before this moment
   * @return a sentence for each role, also for one at which that was not possible
   */
  List<String> cut(Doings doings, Instant before);

  /**
   * What the role is and may do, in names alone, one sentence for each part, also for one that
   * could not be seen; without its trust policy, which holds secrets.
   */
  List<String> parts(IamRole spec);

  /**
   * Which secrets it could have read, in words, also where that is not known. Never throws.
   *
   * @param read what it is known to have read
   */
  default List<String> readable(IamRole spec, List<Clue> read) {
    return List.of();
  }

  /** Where roles are assumed: the host of STS, or plainly that it is not AWS. */
  String place();
}
