package dev.rekey.activities.target.postgres;

import dev.rekey.activities.Pause;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.target.ChoosingTarget;
import dev.rekey.model.credential.PostgresStrategy;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.credential.RdsDatabase;
import dev.rekey.model.credential.RdsDatabase.Form;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import software.amazon.awssdk.services.rds.RdsClient;

/**
 * The contract for a master user of moto's RDS, which knows of instances and has none: a server of
 * the test's stands where it says that one is, and does as RDS has its own do.
 */
@Tag("aws")
class AwsMasterUserTest extends PostgresContract {
  private final RdsClient moto = AwsRdsTest.moto();
  private final AwsRds aws = new AwsRds(region -> moto);
  private final PostgresTarget masters =
      new PostgresTarget(
          4096, Duration.ofSeconds(2), new Played(), InstantSource.system(), Pause::really);
  private String id = "";

  /** RDS with the server in place of its instance. */
  private final class Played implements Rds {
    @Override
    public Described describe(RdsDatabase database) {
      Described told = aws.describe(database);
      return new Described(
          told.master(),
          told.managed(),
          told.changing(),
          told.global(),
          told.servers().stream()
              .map(one -> new Server(one.id(), one.writer(), Optional.of(server.endpoint())))
              .toList());
    }

    @Override
    public void changeMasterPassword(RdsDatabase database, SecretValue password) {
      aws.changeMasterPassword(database, password);
      server.sql(
          "ALTER ROLE " + Enrolled.quoted(currentUser()) + " PASSWORD '" + password.reveal() + "'");
    }
  }

  @BeforeEach
  void instance() {
    id = "m" + UUID.randomUUID().toString().substring(0, 8);
    moto.createDBInstance(
        it ->
            it.dbInstanceIdentifier(id)
                .engine("postgres")
                .dbInstanceClass("db.t4g.micro")
                .allocatedStorage(20)
                .masterUsername(currentUser())
                .masterUserPassword(Enrolled.PLANTED));
  }

  @Override
  PostgresStrategy strategy() {
    return Databases.master(currentUser());
  }

  @Override
  protected ChoosingTarget<PostgresUser> target() {
    return masters;
  }

  @Override
  protected PostgresUser spec() {
    return Databases.spec(strategy(), Databases.database(Form.INSTANCE, id));
  }

  @Override
  protected PostgresUser unreachable() {
    return Databases.spec(strategy(), Databases.database(Form.INSTANCE, id + "-nowhere"));
  }
}
