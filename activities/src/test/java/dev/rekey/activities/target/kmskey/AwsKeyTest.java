package dev.rekey.activities.target.kmskey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.rekey.activities.aws.AwsClients;
import dev.rekey.activities.aws.EventHistory;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.target.MintingTarget;
import dev.rekey.activities.target.MintingTargetContract;
import dev.rekey.activities.target.Trial;
import dev.rekey.activities.testing.AwsAccount;
import dev.rekey.activities.testing.AwsEndpoint;
import dev.rekey.model.credential.KmsKey;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GrantListEntry;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The contract over KMS and Secrets Manager as an emulator has them. */
@Tag("aws")
class AwsKeyTest extends MintingTargetContract<KmsKey> {
  private static final String OTHERS = "billing/db";
  private static final String PERMISSIONS =
      "/dev/rekey/activities/target/kmskey/kms-key-permissions.json";

  private static final String NOWHERE = "eu-west-3";

  private final AwsAccount owner;
  private final KmsKey spec;
  private final KmsClient kms;
  private final SecretsManagerClient secrets;
  private final String first;
  private final KmsKeyTarget target;

  private record Session(KmsClient kms, String arn) implements AutoCloseable {
    @Override
    public void close() {}
  }

  // Not before each: the contract's own preparation asks for the current key.
  AwsKeyTest() {
    AwsEndpoint.mustRefuse();
    owner = AwsAccount.fresh();
    spec = Keys.of(owner.id(), AwsEndpoint.REGION.id());
    kms = owner.client(KmsClient.builder());
    secrets = owner.client(SecretsManagerClient.builder());
    first = kms.createKey().keyMetadata().arn();
    kms.createAlias(it -> it.aliasName(spec.alias()).targetKeyId(first));
    target = as(owner.administrator());
  }

  private KmsKeyTarget as(AwsCredentials credentials) {
    KmsClient client = AwsEndpoint.as(KmsClient.builder(), credentials).build();
    SecretsManagerClient manager =
        new ListedSecrets(
            AwsEndpoint.as(SecretsManagerClient.builder(), credentials).build(), secrets);
    AwsKeyAccount.Clients here = new AwsKeyAccount.Clients(client, client, manager);
    KmsClient nobody =
        AwsEndpoint.at(
                URI.create("http://127.0.0.1:1"),
                AwsClients.withoutRetries(KmsClient.builder()),
                credentials)
            .build();
    AwsKeyAccount.Clients nowhere = new AwsKeyAccount.Clients(nobody, nobody, manager);
    EventHistory history =
        new EventHistory(region -> AwsEndpoint.as(CloudTrailClient.builder(), credentials).build());
    return new KmsKeyTarget(
        new AwsKeyAccount(region -> region.id().equals(NOWHERE) ? nowhere : here, history),
        InstantSource.system());
  }

  @Override
  protected MintingTarget<KmsKey> target() {
    return target;
  }

  @Override
  protected KmsKey spec() {
    return spec;
  }

  @Override
  protected KmsKey unreachable() {
    return Keys.of(owner.id(), NOWHERE);
  }

  @Override
  protected Login rotator() {
    return Login.OWN;
  }

  @Override
  protected Login current() {
    return Keys.login(first);
  }

  @Override
  protected List<String> state() {
    return List.of(
        kms.describeKey(it -> it.keyId(spec.alias())).keyMetadata().arn(),
        kms.listKeys().keys().toString(),
        kms.describeKey(it -> it.keyId(first)).keyMetadata().keyStateAsString(),
        secrets.listSecrets().secretList().stream()
            .map(it -> it.name() + it.kmsKeyId())
            .toList()
            .toString());
  }

  @Override
  protected AutoCloseable session(Login login) {
    secrets.createSecret(it -> it.name(OTHERS).secretString("one").kmsKeyId(login.identity()));
    return new Session(kms, login.identity());
  }

  @Override
  protected boolean alive(AutoCloseable session) {
    Session open = (Session) session;
    return open.kms().describeKey(it -> it.keyId(open.arn())).keyMetadata().keyState()
        == KeyState.ENABLED;
  }

  @Test
  void secrets_that_are_covered_name_the_new_key() {
    secrets.createSecret(it -> it.name("orders/db").secretString("one").kmsKeyId(spec.alias()));
    Login next = installed();
    assertThat(secrets.describeSecret(it -> it.secretId("orders/db")).kmsKeyId())
        .isEqualTo(next.identity());
    assertThat(secrets.getSecretValue(it -> it.secretId("orders/db")).secretString())
        .isEqualTo("one");
  }

  @Test
  void whoever_was_granted_the_old_key_is_granted_the_new_one() {
    String reader = "arn:aws:iam::" + owner.id() + ":role/reader";
    Map<String, String> context = Map.of("table", "orders");
    kms.createGrant(
        it ->
            it.keyId(first)
                .granteePrincipal(reader)
                .operations(GrantOperation.DECRYPT)
                .constraints(only -> only.encryptionContextEquals(context)));
    Login next = installed();
    assertThat(kms.listGrants(it -> it.keyId(next.identity())).grants())
        .extracting(
            GrantListEntry::granteePrincipal,
            GrantListEntry::operations,
            grant -> grant.constraints().encryptionContextEquals())
        .containsExactly(tuple(reader, List.of(GrantOperation.DECRYPT), context));
  }

  /** Except for aliases: the emulator looks at no ARN of theirs, and so allows them on * alone. */
  @Test
  void the_documented_permissions_are_enough() throws IOException {
    secrets.createSecret(it -> it.name("orders/db").secretString("one").kmsKeyId(first));
    String policy;
    try (InputStream in = KmsKeyTarget.class.getResourceAsStream(PERMISSIONS)) {
      policy =
          new String(in.readAllBytes(), UTF_8)
              .replace("REGION:ACCOUNT", spec.region() + ":" + spec.account())
              .replace("\"kms:ListKeys\"", "\"kms:ListKeys\", \"kms:UpdateAlias\"");
    }
    KmsKeyTarget limited = as(owner.user("rekey", policy));
    limited.validate(spec, Login.OWN, current());
    Login next = limited.mint(spec, Login.OWN, order());
    Instant since = limited.install(spec, Login.OWN, next, current());
    limited.compare(spec, Login.OWN, next, current());
    assertThat(limited.revoke(spec, Login.OWN, current(), since, true)).isEmpty();
    limited.reinstate(spec, Login.OWN, current());
    limited.removeOrphans(spec, Login.OWN, order());
    assertThat(limited.tryOut(spec, current()).getFirst().verdict())
        .isEqualTo(Trial.Verdict.ACCEPTED);
  }
}
