package dev.rekey.activities.testing;

import dev.rekey.model.credential.OutageAcceptance;
import dev.rekey.model.credential.PasswordPolicy;
import dev.rekey.model.credential.PostgresEndpoint;
import dev.rekey.model.credential.PostgresStrategy;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.credential.SecretId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Credentials to test with. */
public final class Credentials {
  private static final SecretId SECRET = new SecretId("orders/db");
  private static final SecretId ROTATOR = new SecretId("rotator/orders");

  private Credentials() {}

  /** Two users in turn, on a primary and a replica. */
  public static PostgresUser alternating() {
    return user(PostgresStrategy.AlternatingUsers.of("orders"));
  }

  /** One user, with an accepted outage, on a primary and a replica. */
  public static PostgresUser single() {
    OutageAcceptance accepted =
        new OutageAcceptance("ann", Instant.parse("2026-11-01T09:00:00Z"), "no second user there");
    return user(new PostgresStrategy.SingleUser("orders", accepted));
  }

  private static PostgresUser user(PostgresStrategy strategy) {
    return new PostgresUser(
        SECRET,
        List.of(endpoint(5432, false), endpoint(5433, true)),
        ROTATOR,
        strategy,
        PasswordPolicy.DEFAULT);
  }

  private static PostgresEndpoint endpoint(int port, boolean replica) {
    return new PostgresEndpoint("127.0.0.1", port, "orders", replica, Optional.empty());
  }
}
