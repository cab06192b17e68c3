package dev.rekey.activities.testing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.CreateSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretRequest;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.InvalidParameterException;
import software.amazon.awssdk.services.secretsmanager.model.LimitExceededException;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretVersionIdsRequest;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretVersionIdsResponse;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueRequest;
import software.amazon.awssdk.services.secretsmanager.model.PutSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.SecretVersionsListEntry;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretVersionStageRequest;
import software.amazon.awssdk.services.secretsmanager.model.UpdateSecretVersionStageResponse;

/**
 * AWS Secrets Manager in memory, by the rules of its API reference: also those that emulators leave
 * out, such as that a token never takes another value and that the first version becomes current.
 */
public final class InMemorySecretsManager implements SecretsManagerClient {
  /** "Secrets Manager quotas" in AWS's user guide. */
  private static final int MOST_VERSIONS = 100;

  private static final class Version {
    final String value;
    final Instant created = Instant.now();
    final Set<String> labels = new TreeSet<>();

    Version(String value) {
      this.value = value;
    }
  }

  private final Map<String, Map<String, Version>> secrets = new LinkedHashMap<>();
  private final List<String> tokens = new ArrayList<>();
  private int writes;

  /** The rotation tokens that came with values. */
  public synchronized List<String> tokens() {
    return List.copyOf(tokens);
  }

  /** How many writes were asked for. */
  public synchronized int writes() {
    return writes;
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    // Nothing is held.
  }

  @Override
  public synchronized CreateSecretResponse createSecret(CreateSecretRequest ask) {
    writes++;
    if (secrets.containsKey(ask.name())) {
      throw named(ResourceExistsException.builder(), "ResourceExistsException");
    }
    secrets.put(ask.name(), new LinkedHashMap<>());
    if (ask.secretString() != null) {
      add(ask.name(), ask.clientRequestToken(), ask.secretString(), List.of("AWSCURRENT"));
    }
    return CreateSecretResponse.builder()
        .arn(arn(ask.name()))
        .name(ask.name())
        .versionId(ask.clientRequestToken())
        .build();
  }

  @Override
  public synchronized PutSecretValueResponse putSecretValue(PutSecretValueRequest ask) {
    writes++;
    if (ask.rotationToken() != null) {
      tokens.add(ask.rotationToken());
    }
    Map<String, Version> versions = versions(ask.secretId());
    Version there = versions.get(ask.clientRequestToken());
    if (there != null && !there.value.equals(ask.secretString())) {
      throw named(ResourceExistsException.builder(), "ResourceExistsException");
    }
    if (there == null && versions.size() >= MOST_VERSIONS) {
      throw named(LimitExceededException.builder(), "LimitExceededException");
    }
    if (there == null) {
      add(ask.secretId(), ask.clientRequestToken(), ask.secretString(), ask.versionStages());
    }
    return PutSecretValueResponse.builder().versionId(ask.clientRequestToken()).build();
  }

  private void add(String secret, String token, String value, List<String> labels) {
    Map<String, Version> versions = versions(secret);
    Version fresh = new Version(value);
    if (versions.isEmpty()) {
      fresh.labels.add("AWSCURRENT");
    }
    versions.put(token, fresh);
    labels.forEach(label -> moveTo(versions, label, token));
  }

  private static void moveTo(Map<String, Version> versions, String label, String to) {
    Version there = known(versions, to);
    versions.values().forEach(version -> version.labels.remove(label));
    there.labels.add(label);
  }

  @Override
  public synchronized UpdateSecretVersionStageResponse updateSecretVersionStage(
      UpdateSecretVersionStageRequest ask) {
    writes++;
    Map<String, Version> versions = versions(ask.secretId());
    List<String> holders =
        versions.entrySet().stream()
            .filter(version -> version.getValue().labels.contains(ask.versionStage()))
            .map(Map.Entry::getKey)
            .toList();
    String from = ask.removeFromVersionId();
    if (!holders.equals(from == null ? List.of() : List.of(from))) {
      throw named(InvalidParameterException.builder(), "InvalidParameterException");
    }
    move(versions, ask.versionStage(), from, ask.moveToVersionId());
    return UpdateSecretVersionStageResponse.builder().name(ask.secretId()).build();
  }

  private static void move(Map<String, Version> versions, String label, String from, String to) {
    if (to != null) {
      moveTo(versions, label, to);
    }
    if (from != null) {
      versions.get(from).labels.remove(label);
    }
    if (label.equals("AWSCURRENT") && from != null && to != null) {
      moveTo(versions, "AWSPREVIOUS", from);
      versions.get(to).labels.remove("AWSPREVIOUS");
    }
  }

  @Override
  public synchronized GetSecretValueResponse getSecretValue(GetSecretValueRequest ask) {
    Version version = known(versions(ask.secretId()), ask.versionId());
    return GetSecretValueResponse.builder()
        .arn(arn(ask.secretId()))
        .name(ask.secretId())
        .versionId(ask.versionId())
        .secretString(version.value)
        .build();
  }

  @Override
  public synchronized DescribeSecretResponse describeSecret(DescribeSecretRequest ask) {
    Map<String, List<String>> labelled = new LinkedHashMap<>();
    versions(ask.secretId())
        .forEach(
            (id, version) -> {
              if (!version.labels.isEmpty()) {
                labelled.put(id, List.copyOf(version.labels));
              }
            });
    return DescribeSecretResponse.builder()
        .arn(arn(ask.secretId()))
        .name(ask.secretId())
        .versionIdsToStages(labelled)
        .build();
  }

  @Override
  public synchronized ListSecretVersionIdsResponse listSecretVersionIds(
      ListSecretVersionIdsRequest ask) {
    List<SecretVersionsListEntry> all = new ArrayList<>();
    versions(ask.secretId())
        .forEach(
            (id, version) ->
                all.add(
                    SecretVersionsListEntry.builder()
                        .versionId(id)
                        .createdDate(version.created)
                        .build()));
    return ListSecretVersionIdsResponse.builder().versions(all).build();
  }

  private Map<String, Version> versions(String secret) {
    Map<String, Version> versions = secrets.get(secret);
    if (versions == null) {
      throw named(ResourceNotFoundException.builder(), "ResourceNotFoundException");
    }
    return versions;
  }

  private static Version known(Map<String, Version> versions, String id) {
    Version version = versions.get(id);
    if (version == null) {
      throw named(ResourceNotFoundException.builder(), "ResourceNotFoundException");
    }
    return version;
  }

  private static String arn(String name) {
    return "arn:aws:secretsmanager:eu-central-1:000000000000:secret:" + name + "-AbCdEf";
  }

  private static AwsServiceException named(AwsServiceException.Builder builder, String code) {
    return builder
        .statusCode(400)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
        .build();
  }
}
