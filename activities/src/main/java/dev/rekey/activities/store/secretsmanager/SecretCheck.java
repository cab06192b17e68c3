package dev.rekey.activities.store.secretsmanager;

import dev.rekey.activities.StepFailedException;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.credential.SecretId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.ReplicationStatusType;

/**
 * Whether a secret in AWS Secrets Manager may be taken under care.
 *
 * @param defaultKeyAllowed whether the AWS managed key {@code aws/secretsmanager} will do: its
 *     policy is AWS's, so nobody can be kept from the values by the key
 */
record SecretCheck(boolean defaultKeyAllowed) {
  /** What its owner should know; fails if it may not. */
  List<String> of(SecretId secret, DescribeSecretResponse found) {
    if (found.deletedDate() != null) {
      throw refused(secret, "is scheduled for deletion; restore it first");
    }
    if (found.owningService() != null) {
      throw refused(
          secret,
          "is managed by the AWS service "
              + found.owningService()
              + ", which alone may change it; have it rotated there");
    }
    if (isReplica(found)) {
      throw refused(
          secret,
          "is a replica of that in " + found.primaryRegion() + "; enrol it in its own region");
    }
    if (found.kmsKeyId() == null && !defaultKeyAllowed) { // absent means aws/secretsmanager
      throw refused(
          secret,
          "is encrypted with the key aws/secretsmanager, which has no policy of yours; give it a"
              + " customer-managed KMS key, or allow this with REKEY_ALLOW_DEFAULT_KMS_KEY=true");
    }
    return notices(secret, found);
  }

  private static List<String> notices(SecretId secret, DescribeSecretResponse found) {
    List<String> notices = new ArrayList<>();
    if (Boolean.TRUE.equals(found.rotationEnabled()) && !isRekeys(found.rotationLambdaARN())) {
      notices.add(
          secret
              + " has a rotation of AWS Secrets Manager switched on: Rekey would be a second"
              + " writer, and each stops at what the other wrote; switch it off");
    }
    if (found.hasReplicationStatus() && !found.replicationStatus().isEmpty()) {
      List<String> regions =
          found.replicationStatus().stream().map(ReplicationStatusType::region).toList();
      notices.add(
          secret
              + " is replicated to "
              + String.join(", ", regions)
              + ": readers there get a new version a little later, and are not in this region's"
              + " CloudTrail");
    }
    return notices;
  }

  /** Whether AWS drives Rekey's own function of some kind, which is no other writer. */
  private static boolean isRekeys(@Nullable String function) {
    return function != null
        && CredentialSpec.kinds().stream()
            .anyMatch(kind -> function.matches(".*:function:rekey-" + kind + "(:[^:]+)?"));
  }

  private static boolean isReplica(DescribeSecretResponse found) {
    return found.primaryRegion() != null
        && !found.arn().contains(":secretsmanager:" + found.primaryRegion() + ":");
  }

  private static StepFailedException refused(SecretId secret, String why) {
    return new StepFailedException(FailureCode.BAD_REQUEST, secret + " " + why);
  }
}
