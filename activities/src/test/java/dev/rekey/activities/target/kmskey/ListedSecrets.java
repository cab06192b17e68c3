package dev.rekey.activities.target.kmskey;

import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretVersionIdsRequest;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretVersionIdsResponse;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsRequest;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsResponse;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretResponse;

/**
 * Secrets Manager of the emulator, whose list leaves out under which key a secret is; AWS's has it.
 *
 * @param real as the one who is tested
 * @param admin who may look at each secret
 */
record ListedSecrets(SecretsManagerClient real, SecretsManagerClient admin)
    implements SecretsManagerClient {
  @Override
  public ListSecretsResponse listSecrets(ListSecretsRequest request) {
    ListSecretsResponse response = real.listSecrets(request);
    return response.toBuilder()
        .secretList(response.secretList().stream().map(this::withKey).toList())
        .build();
  }

  private SecretListEntry withKey(SecretListEntry entry) {
    String key = admin.describeSecret(it -> it.secretId(entry.arn())).kmsKeyId();
    return entry.toBuilder().kmsKeyId(key).build();
  }

  @Override
  public ListSecretVersionIdsResponse listSecretVersionIds(ListSecretVersionIdsRequest request) {
    return real.listSecretVersionIds(request);
  }

  @Override
  public UpdateSecretResponse updateSecret(UpdateSecretRequest request) {
    return real.updateSecret(request);
  }

  @Override
  public String serviceName() {
    return real.serviceName();
  }

  @Override
  public void close() {
    real.close();
  }
}
