package dev.rekey.activities.ledger;

import dev.rekey.activities.StepFailedException;
import dev.rekey.model.FailureCode;
import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;

/** Brings the ledger's tables up to date, and refuses those of a newer Rekey. */
final class LedgerSchema {
  private LedgerSchema() {}

  static void migrate(DataSource source) {
    try {
      Flyway flyway =
          Flyway.configure(LedgerSchema.class.getClassLoader())
              .loggers("slf4j")
              .dataSource(source)
              .schemas("rekey", "secret_store")
              .defaultSchema("rekey")
              .locations("classpath:db/migration")
              .cleanDisabled(true)
              .load();
      refuseNewer(flyway.info().applied());
      flyway.migrate();
    } catch (FlywayException e) { // its message quotes statements and the server
      throw new StepFailedException(
          FailureCode.LEDGER_UNAVAILABLE,
          "The ledger's tables could not be brought up to date"
              + " (is the database reachable, and may Rekey's role create schemas in it?)");
    }
  }

  private static void refuseNewer(MigrationInfo[] applied) {
    boolean newer =
        Arrays.stream(applied)
            .map(MigrationInfo::getState)
            .anyMatch(
                state ->
                    state == MigrationState.FUTURE_SUCCESS
                        || state == MigrationState.FUTURE_FAILED);
    if (newer) {
      throw new StepFailedException(
          FailureCode.LEDGER_UNAVAILABLE,
          "The ledger was written by a newer Rekey; start that one, or restore an older backup");
    }
  }
}
