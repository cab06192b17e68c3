package dev.rekey.activities.target.postgres;

import dev.rekey.activities.secret.SecretValue;
import dev.rekey.model.credential.PostgresEndpoint;
import dev.rekey.model.credential.RdsDatabase;
import java.util.List;
import java.util.Optional;

/**
 * AWS RDS, as far as PostgreSQL logins need it. Each call throws {@link
 * dev.rekey.activities.StepFailedException}, classified.
 */
public interface Rds {
  /** Where nobody is to be asked: endpoints are given. */
  Rds NONE =
      new Rds() {
        @Override
        public Described describe(RdsDatabase database) {
          throw Refusals.badRequest(database.name() + " is not looked up here; name its endpoints");
        }

        @Override
        public void changeMasterPassword(RdsDatabase database, SecretValue password) {
          throw Refusals.badRequest(database.name() + " has no master user here");
        }
      };

  /**
   * A server that a login may be tried at.
   *
   * @param id its identifier
   * @param writer whether it takes writes
   * @param at where it can be reached; nothing while it is being made
   */
  record Server(String id, boolean writer, Optional<PostgresEndpoint> at) {}

  /**
   * What RDS says of a database.
   *
   * @param master the name of its master user
   * @param managed whether RDS itself keeps and rotates the master user's password
   * @param changing whether a new password of the master user is on its way
   * @param global whether it has copies in other regions of which RDS does not tell here
   * @param servers the database's own, in no order, and its replicas
   */
  record Described(
      String master, boolean managed, boolean changing, boolean global, List<Server> servers) {}

  /** What it says now; it may lag behind what was asked of it. */
  Described describe(RdsDatabase database);

  /** Asks for another password of the master user. RDS answers before it has changed it. */
  void changeMasterPassword(RdsDatabase database, SecretValue password);
}
