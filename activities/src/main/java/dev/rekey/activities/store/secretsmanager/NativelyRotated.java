package dev.rekey.activities.store.secretsmanager;

import dev.rekey.activities.store.RotatedSecrets;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;

/** What AWS Secrets Manager says of a secret of which it has a rotation. */
record NativelyRotated(ShownLabels shown) implements RotatedSecrets {
  /** A rotation that was never set up is absent, and AWS's own functions let that pass. */
  @Override
  public RotatedSecret describe(SecretId secret) {
    DescribeSecretResponse found = shown.known(secret);
    Map<VersionId, Set<String>> stages =
        found.versionIdsToStages().entrySet().stream()
            .collect(
                Collectors.toMap(
                    entry -> new VersionId(entry.getKey()), entry -> Set.copyOf(entry.getValue())));
    return new RotatedSecret(
        new SecretId(found.name()),
        new SecretId(found.arn()),
        !Boolean.FALSE.equals(found.rotationEnabled()),
        stages);
  }
}
