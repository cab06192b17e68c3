package dev.rekey.activities.target.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.model.credential.RdsDatabase.Form;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBClusterMember;
import software.amazon.awssdk.services.rds.model.DBInstance;

/** What RDS tells, as tests have it in memory; and what only happens there. */
class InMemoryRdsTest extends RdsContract {
  private final AtomicInteger ports = new AtomicInteger(5432);
  private final java.util.Map<String, DBInstance> made = new java.util.HashMap<>();
  private final RdsInMemory memory =
      new RdsInMemory(InstantSource.system(), (user, password) -> {});
  private final Rds rds = new AwsRds(region -> memory);

  @Override
  Rds rds() {
    return rds;
  }

  private DBInstance.Builder fresh(String id, String engine) {
    return DBInstance.builder()
        .dbInstanceIdentifier(id)
        .engine(engine)
        .masterUsername("master")
        .endpoint(it -> it.address("127.0.0.1").port(ports.incrementAndGet()));
  }

  private void put(DBInstance instance) {
    made.put(instance.dbInstanceIdentifier(), instance);
    memory.has(instance);
  }

  @Override
  void instance(String id, String engine) {
    put(fresh(id, engine).build());
  }

  @Override
  void managed(String id) {
    put(fresh(id, POSTGRES).masterUserSecret(it -> it.secretStatus("active")).build());
  }

  @Override
  void replica(String id, String source) {
    put(fresh(id, POSTGRES).readReplicaSourceDBInstanceIdentifier(source).build());
    DBInstance of = java.util.Objects.requireNonNull(made.get(source));
    put(of.toBuilder().readReplicaDBInstanceIdentifiers(id).build());
  }

  @Override
  void cluster(String id, String... members) {
    for (String member : members) {
      put(fresh(member, "aurora-postgresql").dbClusterIdentifier(id).build());
    }
    memory.has(
        DBCluster.builder()
            .dbClusterIdentifier(id)
            .engine("aurora-postgresql")
            .masterUsername("master")
            .dbClusterMembers(
                java.util.Arrays.stream(members)
                    .map(
                        member ->
                            DBClusterMember.builder()
                                .dbInstanceIdentifier(member)
                                .isClusterWriter(member.equals(members[0]))
                                .build())
                    .toList())
            .build());
  }

  @Test
  void a_password_on_its_way_is_told_of_instance_and_cluster() {
    memory.takes(Duration.ofHours(1));
    instance("one", POSTGRES);
    rds.changeMasterPassword(
        Databases.database(Form.INSTANCE, "one"),
        dev.rekey.activities.secret.SecretValue.of("another-password"));
    cluster("all", "a");
    assertThat(rds.describe(Databases.database(Form.INSTANCE, "one")).changing()).isTrue();
    assertThat(rds.describe(Databases.database(Form.CLUSTER, "all")).changing()).isTrue();
  }

  @Test
  void an_instance_that_is_resetting_its_master_is_changing_whatever_is_pending() {
    put(fresh("one", POSTGRES).dbInstanceStatus("resetting-master-credentials").build());
    assertThat(rds.describe(Databases.database(Form.INSTANCE, "one")).changing()).isTrue();
  }

  @Test
  void a_replica_in_another_region_is_asked_for_there() {
    RdsInMemory elsewhere = new RdsInMemory(InstantSource.system(), (user, password) -> {});
    elsewhere.has(fresh("far", POSTGRES).build());
    put(
        fresh("one", POSTGRES)
            .readReplicaDBInstanceIdentifiers("arn:aws:rds:us-east-1:111111111111:db:far")
            .build());
    Rds both = new AwsRds(region -> region.id().equals("us-east-1") ? elsewhere : memory);
    assertThat(both.describe(Databases.database(Form.INSTANCE, "one")).servers())
        .extracting(Rds.Server::id)
        .containsExactly("one", "far");
  }

  @Test
  void a_global_database_is_told_as_one() {
    cluster("all", "a");
    memory.has(
        DBCluster.builder()
            .dbClusterIdentifier("all")
            .engine("aurora-postgresql")
            .masterUsername("master")
            .globalClusterIdentifier("world")
            .build());
    assertThat(rds.describe(Databases.database(Form.CLUSTER, "all")).global()).isTrue();
  }
}
