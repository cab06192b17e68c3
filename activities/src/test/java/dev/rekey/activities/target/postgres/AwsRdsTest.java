package dev.rekey.activities.target.postgres;

import dev.rekey.activities.testing.AwsEndpoint;
import org.junit.jupiter.api.Tag;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.services.rds.RdsClient;

/** What RDS tells, as moto has it. */
@Tag("aws")
class AwsRdsTest extends RdsContract {
  private final RdsClient moto = moto();
  private final Rds rds = new AwsRds(region -> moto);

  static RdsClient moto() {
    return AwsEndpoint.at(
            AwsEndpoint.moto(), RdsClient.builder(), AwsBasicCredentials.create("test", "test"))
        .build();
  }

  @Override
  Rds rds() {
    return rds;
  }

  @Override
  void instance(String id, String engine) {
    moto.createDBInstance(
        it ->
            it.dbInstanceIdentifier(id)
                .engine(engine)
                .dbInstanceClass("db.t4g.micro")
                .allocatedStorage(20)
                .masterUsername("master")
                .masterUserPassword("the-first-password-of-it"));
  }

  @Override
  void managed(String id) {
    moto.createDBInstance(
        it ->
            it.dbInstanceIdentifier(id)
                .engine(POSTGRES)
                .dbInstanceClass("db.t4g.micro")
                .allocatedStorage(20)
                .masterUsername("master")
                .manageMasterUserPassword(true));
  }

  @Override
  void replica(String id, String source) {
    moto.createDBInstanceReadReplica(
        it ->
            it.dbInstanceIdentifier(id)
                .sourceDBInstanceIdentifier(source)
                .dbInstanceClass("db.t4g.micro"));
  }

  @Override
  void cluster(String id, String... members) {
    moto.createDBCluster(
        it ->
            it.dbClusterIdentifier(id)
                .engine("aurora-postgresql")
                .masterUsername("master")
                .masterUserPassword("the-first-password-of-it"));
    for (String member : members) {
      moto.createDBInstance(
          it ->
              it.dbInstanceIdentifier(member)
                  .dbClusterIdentifier(id)
                  .engine("aurora-postgresql")
                  .dbInstanceClass("db.t4g.medium"));
    }
  }
}
