package dev.rekey.activities.target.postgres;

import dev.rekey.activities.Pause;
import dev.rekey.activities.testing.PostgresServer;
import dev.rekey.model.credential.OutageAcceptance;
import dev.rekey.model.credential.PasswordPolicy;
import dev.rekey.model.credential.PostgresStrategy;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.credential.RdsDatabase;
import dev.rekey.model.credential.RdsDatabase.Form;
import dev.rekey.model.credential.SecretId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBClusterMember;
import software.amazon.awssdk.services.rds.model.DBInstance;

/** Databases of RDS to test with, at real servers of the test's own. */
final class Databases {
  static final RdsDatabase INSTANCE = database(Form.INSTANCE, "orders");
  static final RdsDatabase CLUSTER = database(Form.CLUSTER, "orders");

  private Databases() {}

  /** A clock that a pause moves on. */
  static final class Time implements InstantSource, Pause {
    private Instant now = Instant.parse("2026-11-23T03:00:00Z");

    @Override
    public synchronized Instant instant() {
      return now;
    }

    @Override
    public synchronized void passing(Duration time) {
      now = now.plus(time);
    }
  }

  static RdsDatabase database(Form form, String id) {
    return new RdsDatabase(form, id, "eu-central-1", "postgres", Optional.empty());
  }

  static DBInstance instance(String id, String master, PostgresServer at) {
    return DBInstance.builder()
        .dbInstanceIdentifier(id)
        .engine("postgres")
        .dbInstanceStatus("available")
        .masterUsername(master)
        .endpoint(it -> it.address("127.0.0.1").port(at.port()))
        .build();
  }

  /** A member of the cluster. */
  static DBInstance member(String id, PostgresServer at) {
    return instance(id, "master", at).toBuilder()
        .engine("aurora-postgresql")
        .dbClusterIdentifier("orders")
        .build();
  }

  /** A cluster of these members, of which one takes writes. */
  static DBCluster cluster(String writer, String... members) {
    return DBCluster.builder()
        .dbClusterIdentifier("orders")
        .engine("aurora-postgresql")
        .status("available")
        .masterUsername("master")
        .dbClusterMembers(
            List.of(members).stream()
                .map(
                    id ->
                        DBClusterMember.builder()
                            .dbInstanceIdentifier(id)
                            .isClusterWriter(id.equals(writer))
                            .build())
                .toList())
        .build();
  }

  /** A credential of that database; nothing else is said of where it is. */
  static PostgresUser spec(PostgresStrategy strategy, RdsDatabase database) {
    return new PostgresUser(
        new SecretId("orders/db"),
        List.of(),
        new SecretId("orders/rotator"),
        strategy,
        PasswordPolicy.DEFAULT,
        Optional.of(database));
  }

  static PostgresStrategy master(String user) {
    return new PostgresStrategy.RdsMasterUser(
        user, new OutageAcceptance("owner", Instant.EPOCH, "a test"));
  }
}
