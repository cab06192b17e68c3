package dev.rekey.activities.store.secretsmanager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.store.AccessLog;
import dev.rekey.activities.store.SecretStore;
import dev.rekey.activities.store.SecretStoreContract;
import dev.rekey.activities.store.StoredSecret;
import dev.rekey.activities.testing.AwsAccount;
import dev.rekey.activities.testing.AwsEndpoint;
import dev.rekey.activities.testing.LedgerDatabase;
import dev.rekey.model.FailureCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The store as it is on AWS: calls of Secrets Manager and CloudTrail, notes in PostgreSQL. */
@Tag("aws")
class SecretsManagerStoreTest extends SecretStoreContract {
  private static final AwsAccount ACCOUNT = AwsAccount.fresh();

  private static LedgerDatabase database;
  private static SecretsManagerClient aws;
  private static SecretsManagerStore store;

  @BeforeAll
  static void open() {
    database = new LedgerDatabase();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  // For each test and not once, for a class that is left out as a whole would not be counted.
  @BeforeEach
  void opened() {
    AwsEndpoint.mustRefuse();
    if (store == null) {
      AwsCredentials rekey =
          ACCOUNT.user("rekey", AwsAccount.allow("*", "secretsmanager:*", "cloudtrail:*"));
      aws = AwsEndpoint.as(SecretsManagerClient.builder(), rekey).build();
      store = store(rekey);
    }
  }

  private static SecretsManagerStore store(AwsCredentials rekey) {
    SecretsManagerSettings settings =
        new SecretsManagerSettings(
            Optional.empty(), true, 50, Set.of(), "rekey/fingerprint-key", Duration.ZERO);
    return SecretsManagerOpening.open(
        database.ledger(),
        settings,
        new SecretsManagerClients(
            aws,
            aws,
            AwsEndpoint.as(CloudTrailClient.builder(), rekey).build(),
            arn(rekey),
            ACCOUNT.id() + "/eu-central-1"));
  }

  /** The emulator's trail calls a user by its key. */
  private static String arn(AwsCredentials user) {
    return "arn:aws:iam::" + ACCOUNT.id() + ":user/" + user.accessKeyId();
  }

  @Override
  protected SecretStore store() {
    return store;
  }

  @Override
  protected AccessLog accessLog() {
    return store;
  }

  @Test
  void who_reads_past_rekey_is_found_in_the_trail() {
    AwsCredentials other =
        ACCOUNT.user("shop-" + first, AwsAccount.allow("*", "secretsmanager:GetSecretValue"));
    store.create(secret, first, login("a"));
    try (SecretsManagerClient shop =
        AwsEndpoint.as(SecretsManagerClient.builder(), other).build()) {
      shop.getSecretValue(ask -> ask.secretId(secret.value()));
    }
    assertThat(store.readersOf(secret, first))
        .extracting(AccessLog.Read::principal)
        .containsExactly(arn(other));
    assertThat(store.readElsewhere(secret, Instant.now().minusSeconds(3_600))).isPresent();
    assertThat(store.readElsewhere(secret, Instant.now().plusSeconds(60))).isEmpty();
  }

  @Test
  void fields_of_others_survive_a_rotation() {
    aws.createSecret(
        ask ->
            ask.name(secret.value())
                .clientRequestToken(first.value())
                .secretString(
                    "{\"engine\":\"postgres\",\"username\":\"a\",\"password\":\"b\",\"port\":5432}"));
    store.stage(secret, second, login("b"));
    store.promote(secret, first, second);
    assertThat(aws.getSecretValue(ask -> ask.secretId(secret.value())).secretString())
        .isEqualTo(
            "{\"engine\":\"postgres\",\"username\":\"orders_a\",\"password\":"
                + "\"long-enough-value-b\",\"port\":5432}");
  }

  @Test
  void a_secret_that_was_made_without_a_value_gets_its_first_one() {
    aws.createSecret(ask -> ask.name(secret.value()));
    store.create(secret, first, login("a"));
    store.create(secret, first, login("a"));
    refused(FailureCode.FOREIGN_WRITE, () -> store.create(secret, second, login("b")));
    assertThat(read(first)).isEqualTo(login("a"));
  }

  @Test
  void plain_text_is_refused_and_nothing_is_changed() {
    aws.createSecret(
        ask ->
            ask.name(secret.value())
                .clientRequestToken(first.value())
                .secretString("long-enough-plain"));
    refused(FailureCode.BAD_REQUEST, () -> store.stage(secret, second, login("b")));
    refused(FailureCode.BAD_REQUEST, () -> read(first));
    assertThat(store.versions(secret)).containsExactly(first);
  }

  @Test
  void a_secret_that_is_to_be_deleted_is_not_there() {
    store.create(secret, first, login("a"));
    aws.deleteSecret(ask -> ask.secretId(secret.value()).recoveryWindowInDays(7L));
    refused(FailureCode.NOT_FOUND, () -> store.labels(secret));
    refused(FailureCode.NOT_FOUND, () -> store.stage(secret, second, login("b")));
  }

  @Test
  void tags_are_the_inventory() {
    aws.createSecret(
        ask ->
            ask.name(secret.value())
                .secretString("{}")
                .tags(tag("rekey:owner", "ann"), tag("rekey:tier", "high"), tag("team", "x")));
    assertThat(store.discover(1_000))
        .filteredOn(stored -> stored.secret().equals(secret))
        .extracting(StoredSecret::tags)
        .containsExactly(Map.of("owner", "ann", "tier", "high"));
    assertThat(store.discover(1)).hasSize(1);
  }

  private static software.amazon.awssdk.services.secretsmanager.model.Tag tag(
      String key, String value) {
    return software.amazon.awssdk.services.secretsmanager.model.Tag.builder()
        .key(key)
        .value(value)
        .build();
  }

  @Test
  void the_fingerprint_key_is_the_same_for_everybody_who_opens_the_store() {
    store.create(secret, first, login("a"));
    SecretsManagerStore again = store(ACCOUNT.administrator());
    again.create(secret, first, login("a"));
    assertThat(again.fingerprint(secret, first))
        .isPresent()
        .isEqualTo(store.fingerprint(secret, first));
    assertThat(again.current(Set.of(secret))).isEqualTo(Map.of(secret, first));
    assertThat(again.currentFingerprints()).containsKey(secret);
  }
}
