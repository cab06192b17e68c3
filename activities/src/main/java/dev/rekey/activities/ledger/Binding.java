package dev.rekey.activities.ledger;

import dev.rekey.model.consumer.ConsumerId;
import dev.rekey.model.credential.Fingerprint;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Hands our values to a statement's parameters. */
final class Binding {
  private Binding() {}

  static void bind(Connection connection, PreparedStatement statement, Object[] values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, plain(connection, values[i]));
    }
  }

  private static @Nullable Object plain(Connection connection, Object value) throws SQLException {
    return switch (value) {
      case Optional<?> maybe -> maybe.isEmpty() ? null : plain(connection, maybe.get());
      case Instant instant -> instant.atOffset(ZoneOffset.UTC);
      case SecretId secret -> secret.value();
      case VersionId version -> version.value();
      case ConsumerId consumer -> consumer.value();
      case Fingerprint fingerprint -> fingerprint.value();
      case Duration duration -> duration.toString(); // as ?::interval
      case Enum<?> word -> word.name();
      case Collection<?> texts ->
          connection.createArrayOf("text", texts.stream().map(Object::toString).toArray());
      default -> value;
    };
  }
}
