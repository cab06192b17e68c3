package dev.rekey.activities.target.postgres;

import dev.rekey.activities.rotation.Subject;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.testing.PostgresServer;
import dev.rekey.activities.testing.Striking;
import dev.rekey.activities.testing.TargetInMemory;
import dev.rekey.model.credential.PostgresUser;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * A master user for a world: RDS is in memory and has the faults, the server is a real one. RDS
 * takes its time, so that steps come while a password is on its way.
 */
final class MasterInMemory implements TargetInMemory, AutoCloseable {
  private static final Duration SLOW = Duration.ofSeconds(50);

  private static final Duration A_MOMENT = Duration.ofMillis(500);

  private final Databases.Time time = new Databases.Time();
  private final List<PostgresTarget> targets = new ArrayList<>();
  private final PostgresServer server;
  private final Enrolled enrolled;
  private final RdsInMemory rds;

  MasterInMemory(PostgresServer server) {
    this.server = server;
    this.enrolled = Enrolled.at(server, "master");
    this.rds = new RdsInMemory(this::later, this::change);
    rds.has(Databases.instance("orders", enrolled.current().identity(), server));
    rds.takes(SLOW);
  }

  private void change(String user, String password) {
    server.sql("ALTER ROLE " + Enrolled.quoted(user) + " PASSWORD '" + password + "'");
  }

  @Override
  public PostgresUser spec() {
    return Databases.spec(Databases.master(enrolled.current().identity()), Databases.INSTANCE);
  }

  @Override
  public Login first() {
    return new Login(enrolled.current().identity(), SecretValue.of(Enrolled.PLANTED));
  }

  /** Time passes between steps as well, or what was asked for last would never come. */
  private Instant later() {
    time.passing(A_MOMENT);
    return time.instant();
  }

  @Override
  public Subject<?> struck(Striking.Fault fault, InstantSource clock) {
    Rds struck = Striking.around(Rds.class, new AwsRds(region -> rds), fault);
    PostgresTarget target =
        new PostgresTarget(4096, Duration.ofSeconds(2), struck, this::later, time);
    targets.add(target);
    return new Subject<>(target, spec(), enrolled.rotator());
  }

  @Override
  public boolean accepts(Login login) {
    try {
      server.connect(login.identity(), login.value().reveal()).close();
      return true;
    } catch (SQLException refused) {
      return false;
    }
  }

  @Override
  public void lagBy(int questions) {
    rds.hides(questions);
  }

  @Override
  public long live() {
    return 1; // a role has one password
  }

  @Override
  public void close() {
    targets.forEach(PostgresTarget::close);
  }
}
