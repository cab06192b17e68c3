package dev.rekey.activities.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.zaxxer.hikari.HikariDataSource;
import dev.rekey.activities.Wire;
import dev.rekey.activities.inventory.Inventory;
import dev.rekey.activities.secret.Login;
import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.Tier;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.inventory.CredentialRecord;
import dev.rekey.model.policy.RotationPolicy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** An account of the emulator's, a real PostgreSQL and a real ledger, between which we rotate. */
public final class EmulatedRotation implements AutoCloseable {
  private final AwsAccount account = AwsAccount.fresh();
  private final LedgerDatabase ledger = new LedgerDatabase();
  private final PostgresServer server = PostgresServer.start();
  private final SecretsManagerClient secrets = account.client(SecretsManagerClient.builder());
  private final LambdaClient lambda = account.client(LambdaClient.builder());
  private final String role = newRole();

  /** Starts everything, or ends the test with a reason. */
  public EmulatedRotation() {
    AwsEndpoint.uri();
  }

  /** The database. */
  public PostgresServer server() {
    return server;
  }

  /** Lambda, as the account's administrator. */
  public LambdaClient lambda() {
    return lambda;
  }

  /** Secrets Manager, as the account's administrator. */
  public SecretsManagerClient secrets() {
    return secrets;
  }

  /** The ARN of a role that functions take on and that may do everything. */
  public String role() {
    return role;
  }

  private String newRole() {
    try (IamClient iam = account.client(IamClient.builder())) {
      String trust =
          "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":"
              + "\"sts:AssumeRole\",\"Principal\":{\"Service\":\"lambda.amazonaws.com\"}}]}";
      String name = "function-" + UUID.randomUUID();
      Role made =
          iam.createRole(role -> role.roleName(name).assumeRolePolicyDocument(trust)).role();
      iam.putRolePolicy(
          put ->
              put.roleName(name)
                  .policyName("everything")
                  .policyDocument(AwsAccount.allow("*", "*")));
      return made.arn();
    }
  }

  /** The ledger. */
  public LedgerDatabase ledger() {
    return ledger;
  }

  /** What every function there needs to find AWS. */
  public Map<String, String> platform() {
    AwsCredentials own = account.administrator();
    return Map.of(
        "AWS_ENDPOINT_URL", AwsEndpoint.uri().toString(),
        "AWS_REGION", AwsEndpoint.REGION.id(),
        "AWS_DEFAULT_REGION", AwsEndpoint.REGION.id(),
        "AWS_ACCESS_KEY_ID", own.accessKeyId(),
        "AWS_SECRET_ACCESS_KEY", own.secretAccessKey());
  }

  /** What our functions need besides. */
  public Map<String, String> installation() {
    Map<String, String> environment = new HashMap<>(platform());
    environment.put("REKEY_LEDGER", ((HikariDataSource) ledger.source()).getJdbcUrl());
    environment.put("REKEY_LEDGER_USER", "postgres");
    environment.put("REKEY_STORE", "secretsmanager");
    environment.put("REKEY_ALLOW_DEFAULT_KMS_KEY", "true");
    environment.put("REKEY_CLOUDTRAIL_DELAY", "PT0S");
    environment.put("REKEY_OWN_ROLES", role); // a user's function reads values as ours do
    return environment;
  }

  /** Makes a secret in the form of AWS's own rotation functions; gives its ARN. */
  public String secret(SecretId name, Login login, Map<String, String> more) {
    ObjectNode fields = Wire.mapper().createObjectNode();
    fields.put("engine", "postgres").put("host", "127.0.0.1").put("port", server.port());
    fields.put("dbname", "postgres").put("username", login.identity());
    fields.put("password", login.value().reveal());
    more.forEach(fields::put);
    return secrets
        .createSecret(
            create ->
                create
                    .name(name.value())
                    .clientRequestToken(UUID.randomUUID().toString())
                    .secretString(fields.toString()))
        .arn();
  }

  /** Enrols a credential. */
  public void enrol(CredentialSpec credential) {
    CredentialRecord record =
        new CredentialRecord(credential, "ann@example.com", Tier.LOW, RotationPolicy.DEFAULT);
    VersionId current = new VersionId(labelled(credential.secret(), "AWSCURRENT").getFirst());
    assertThat(
            new Inventory(ledger.ledger()).enrol(record, current, "nobody", "ann", Instant.now()))
        .isTrue();
  }

  /** The versions with this label. */
  public List<String> labelled(SecretId secret, String label) {
    return secrets
        .describeSecret(ask -> ask.secretId(secret.value()))
        .versionIdsToStages()
        .entrySet()
        .stream()
        .filter(version -> version.getValue().contains(label))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** A field of the current version. */
  public String current(SecretId secret, String field) throws Exception {
    return field(secret, "AWSCURRENT", field);
  }

  /** A field of the version before. */
  public String previous(SecretId secret, String field) throws Exception {
    return field(secret, "AWSPREVIOUS", field);
  }

  private String field(SecretId secret, String label, String field) throws Exception {
    String value =
        secrets
            .getSecretValue(ask -> ask.secretId(secret.value()).versionStage(label))
            .secretString();
    return Wire.mapper().readTree(value).path(field).asText();
  }

  /** Whether this login gets in. */
  public boolean letsIn(String user, String password) {
    try (Connection connection = server.connect(user, password)) {
      return connection.isValid(2);
    } catch (SQLException e) {
      return false;
    }
  }

  @Override
  public void close() {
    lambda.close();
    secrets.close();
    server.close();
    ledger.close();
  }
}
