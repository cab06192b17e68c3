package dev.rekey.activities.store.secretsmanager;

import dev.rekey.activities.aws.AwsFailures;
import dev.rekey.activities.store.StoredSecret;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.SecretId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsRequest;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsResponse;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

/** The secrets of the account and region, with what their tags say to Rekey. */
final class TaggedSecrets {
  private static final String OURS = "rekey:";

  /** The most that ListSecrets gives at once. */
  private static final int PAGE = 100;

  private final SecretsManagerClient client;

  TaggedSecrets(SecretsManagerClient client) {
    this.client = client;
  }

  /** At most so many, in the order of their names within what AWS gave first. */
  List<StoredSecret> all(int limit) {
    List<StoredSecret> all = new ArrayList<>();
    Optional<String> next = Optional.empty();
    do {
      ListSecretsResponse page = page(next, Math.min(PAGE, limit - all.size()));
      page.secretList().stream().map(TaggedSecrets::stored).forEach(all::add);
      next = Optional.ofNullable(page.nextToken());
    } while (next.isPresent() && all.size() < limit);
    return all.stream().limit(limit).sorted(Comparator.comparing(StoredSecret::secret)).toList();
  }

  private ListSecretsResponse page(Optional<String> next, int size) {
    ListSecretsRequest.Builder ask = ListSecretsRequest.builder().maxResults(size);
    next.ifPresent(ask::nextToken);
    return AwsFailures.classified(
        FailureCode.STORE_UNAVAILABLE,
        "AWS Secrets Manager, listing secrets",
        () -> client.listSecrets(ask.build()));
  }

  private static StoredSecret stored(SecretListEntry entry) {
    Map<String, String> tags =
        entry.tags().stream()
            .filter(tag -> tag.key().startsWith(OURS))
            .collect(Collectors.toMap(tag -> tag.key().substring(OURS.length()), Tag::value));
    Optional<String> function =
        Boolean.TRUE.equals(entry.rotationEnabled())
            ? Optional.ofNullable(entry.rotationLambdaARN())
            : Optional.empty();
    return new StoredSecret(
        new SecretId(entry.name()),
        tags,
        Optional.ofNullable(entry.lastChangedDate()),
        Optional.ofNullable(entry.owningService()).or(() -> function));
  }
}
