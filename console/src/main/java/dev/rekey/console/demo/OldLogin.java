package dev.rekey.console.demo;

import dev.rekey.console.embedded.EnvironmentException;
import dev.rekey.consumer.Credential;
import dev.rekey.consumer.DoorException;
import dev.rekey.consumer.RekeyClient;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** A login that somebody copied before the rotation, and tries again afterwards. */
final class OldLogin {
  private final String url;
  private final Credential copied;

  private OldLogin(String url, Credential copied) {
    this.url = url;
    this.copied = copied;
  }

  /**
   * Copies the login that is current now.
   *
   * @throws EnvironmentException if the door does not give it
   */
  static OldLogin copy(String url, RekeyClient client) {
    try {
      return client
          .newerThan(Optional.empty(), Duration.ZERO)
          .map(credential -> new OldLogin(url, credential))
          .orElseThrow(() -> new EnvironmentException("The door gave no credential"));
    } catch (DoorException e) {
      throw new EnvironmentException("The door gave no credential");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EnvironmentException("Interrupted");
    }
  }

  /** The login role. */
  String identity() {
    return copied.identity();
  }

  /** A connection with it, as whoever found it would open one. */
  Connection logIn() throws SQLException {
    return DriverManager.getConnection(url, copied.identity(), copied.reveal());
  }

  /** The SQLSTATE of the database's answer; nothing if it let us in. */
  Optional<String> refusal() {
    try (Connection connection = logIn()) {
      return connection.isValid(5) ? Optional.empty() : Optional.of("closed");
    } catch (SQLException e) {
      return Optional.of(String.valueOf(e.getSQLState()));
    }
  }
}
