package dev.rekey.activities.target.postgres;

import dev.rekey.model.credential.OutageAcceptance;
import dev.rekey.model.credential.PostgresStrategy;
import java.time.Instant;

/** One user, whose password changes. */
class SingleUserTest extends PostgresContract {
  @Override
  PostgresStrategy strategy() {
    return new PostgresStrategy.SingleUser(
        currentUser(), new OutageAcceptance("owner", Instant.EPOCH, "a test"));
  }
}
