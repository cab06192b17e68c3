package dev.rekey.activities.target.kmskey;

import dev.rekey.activities.target.Trial.Verdict;
import dev.rekey.model.credential.KmsKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The AWS account that has the keys: KMS, Secrets Manager and CloudTrail, as far as this kind needs
 * them. Each call but {@link #tryOut} throws {@link dev.rekey.activities.StepFailedException},
 * classified.
 */
interface KeyAccount {
  /** What a key can be in; the rest is of no use to anybody. */
  enum State {
    ENABLED,
    DISABLED,
    GONE
  }

  /**
   * A key with its tags.
   *
   * @param arn which
   * @param state what it is in
   * @param tags its tags
   */
  record Tagged(String arn, State state, Map<String, String> tags) {}

  /**
   * Somebody who may use a key, beside those in its policy.
   *
   * @param grantee who
   * @param retiring who may end that; empty for nobody
   * @param operations for what
   * @param context with which encryption context only, in AWS's words, by constraint
   */
  record Grant(
      String grantee,
      String retiring,
      Set<String> operations,
      Map<String, Map<String, String>> context) {}

  /**
   * A secret.
   *
   * @param name its name
   * @param arn its ARN
   * @param key the key or alias that new versions are encrypted under
   * @param versionKeys the keys that each labelled version can be read with
   */
  record Stored(String name, String arn, String key, List<Set<String>> versionKeys) {}

  /**
   * Somebody used a key.
   *
   * @param principal who
   * @param address from where
   * @param at when
   */
  record Use(String principal, String address, Instant at) {}

  /** The key behind an alias, by its ARN. */
  String behind(KmsKey spec);

  /** Moves the alias. */
  void point(KmsKey spec, String arn);

  /** The state of a key; {@code GONE} if it is not there or waits for its deletion. */
  State state(KmsKey spec, String arn);

  /** The keys that have this tag. */
  List<Tagged> tagged(KmsKey spec, String tag, String value);

  /** Makes a key like another one, with its policy and these tags. */
  String create(KmsKey spec, String like, Map<String, String> tags);

  /** The policy document. */
  String policy(KmsKey spec, String arn);

  /** The grants, in no order. */
  List<Grant> grants(KmsKey spec, String arn);

  /** Grants. */
  void grant(KmsKey spec, String arn, Grant grant);

  /** Makes a key usable again. */
  void enable(KmsKey spec, String arn);

  /** Makes a key unusable until it is enabled. */
  void disable(KmsKey spec, String arn);

  /** Makes a key unusable, and has it deleted when AWS's shortest waiting time is over. */
  void scheduleDeletion(KmsKey spec, String arn);

  /** Encrypts and decrypts a nonce. Never throws. */
  Verdict tryOut(KmsKey spec, String arn);

  /** Every secret that this key or the alias stands in. */
  List<Stored> stored(KmsKey spec, String arn);

  /** Has a secret's labelled versions encrypted under the key too, and new ones under it alone. */
  void encryptAnew(KmsKey spec, Stored secret, String arn);

  /** Who used the key since then, as far as the log knows; the log may be late. */
  List<Use> uses(KmsKey spec, String arn, Instant since);

  /** Where keys are tried: the host of KMS, or plainly that it is not AWS. */
  String place(KmsKey spec);
}
