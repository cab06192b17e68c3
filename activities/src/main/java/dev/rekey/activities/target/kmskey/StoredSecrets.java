package dev.rekey.activities.target.kmskey;

import dev.rekey.activities.aws.AwsFailures;
import dev.rekey.activities.target.kmskey.KeyAccount.Stored;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.KmsKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;

/**
 * The secrets of Secrets Manager that are under a key: those that name it or its alias, and, among
 * those that the credential covers, those of which a labelled version names it.
 */
final class StoredSecrets {
  private final SecretsManagerClient secrets;
  private final KmsKey spec;
  private final String arn;

  StoredSecrets(SecretsManagerClient secrets, KmsKey spec, String arn) {
    this.secrets = secrets;
    this.spec = spec;
    this.arn = arn;
  }

  List<Stored> all() {
    return call(
            () ->
                secrets.listSecretsPaginator().stream()
                    .flatMap(page -> page.secretList().stream())
                    .toList())
        .stream()
        .filter(entry -> names(key(entry)) || spec.covers(entry.name()))
        .map(this::stored)
        .filter(it -> names(it.key()) || it.versionKeys().stream().anyMatch(k -> k.contains(arn)))
        .toList();
  }

  private boolean names(String key) {
    return key.equals(arn) || key.equals(spec.alias());
  }

  private Stored stored(SecretListEntry entry) {
    String key = key(entry);
    List<Set<String>> versions =
        call(
            () ->
                secrets.listSecretVersionIdsPaginator(it -> it.secretId(entry.arn())).stream()
                    .flatMap(page -> page.versions().stream())
                    .map(version -> keys(version.kmsKeyIds(), key))
                    .toList());
    return new Stored(entry.name(), entry.arn(), key, versions);
  }

  /** A version that says nothing is under what its secret names. An alias may be the old key. */
  private Set<String> keys(List<String> named, String secretKey) {
    List<String> all = named.isEmpty() ? List.of(secretKey) : named;
    return all.stream()
        .map(this::full)
        .map(key -> key.equals(spec.alias()) ? arn : key)
        .collect(Collectors.toUnmodifiableSet());
  }

  private String key(SecretListEntry entry) {
    return full(Optional.ofNullable(entry.kmsKeyId()).orElse(""));
  }

  /** A key may be named by its ARN or id, an alias by its ARN or name. */
  private String full(String name) {
    if (name.endsWith(":" + spec.alias())) {
      return spec.alias();
    }
    boolean id = !name.isEmpty() && arn.endsWith("/" + name);
    return id ? arn : name;
  }

  private static <T> T call(java.util.function.Supplier<T> call) {
    return AwsFailures.classified(
        FailureCode.TARGET_UNAVAILABLE, "Secrets Manager, listing what is under a key", call);
  }
}
