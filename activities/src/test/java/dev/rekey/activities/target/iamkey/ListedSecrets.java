package dev.rekey.activities.target.iamkey;

import java.util.List;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsRequest;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsResponse;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;

/** AWS Secrets Manager, which lists these. */
record ListedSecrets(List<String> names) implements SecretsManagerClient {
  static String arn(String name) {
    return "arn:aws:secretsmanager:eu-central-1:" + InMemorySts.ACCOUNT + ":secret:" + name;
  }

  @Override
  public ListSecretsResponse listSecrets(ListSecretsRequest ask) {
    return ListSecretsResponse.builder()
        .secretList(
            names.stream()
                .map(name -> SecretListEntry.builder().name(name).arn(arn(name)).build())
                .toList())
        .build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    // nothing is open
  }
}
