package dev.rekey.activities.store;

import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import java.util.Map;
import java.util.Set;

/** What a store that has secrets rotated by itself says of them. */
@FunctionalInterface
public interface RotatedSecrets {
  /**
   * What it says now.
   *
   * @param secret its name or ARN
   * @throws dev.rekey.activities.StepFailedException NOT_FOUND if there is no such secret,
   *     STORE_UNAVAILABLE if the store does not answer
   */
  RotatedSecret describe(SecretId secret);

  /**
   * One secret.
   *
   * @param name its name
   * @param arn its ARN, which ends in six characters that are no part of the name
   * @param rotates whether the store's own rotation is switched on
   * @param stages the labels of each version that has any; such as AWS made them, so there may be
   *     others than ours
   */
  record RotatedSecret(
      SecretId name, SecretId arn, boolean rotates, Map<VersionId, Set<String>> stages) {
    /** Copies the labels. */
    public RotatedSecret {
      stages = Map.copyOf(stages);
    }
  }
}
