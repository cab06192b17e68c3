package dev.rekey.activities.target.postgres;

import dev.rekey.activities.testing.FaultSchedules;
import dev.rekey.activities.testing.PostgresServer;
import dev.rekey.activities.testing.World;
import dev.rekey.model.rotation.RotationReason;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rotations of a master user under faults around every call of RDS, store and ledger. */
@SuppressWarnings("NullAway.Init") // before all
class MasterFaultsTest {
  /** Each logs in at a real server some dozen times. */
  private static final int SEEDS = 12;

  private static PostgresServer server;

  @BeforeAll
  static void start() {
    server = PostgresServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource(RotationReason.class)
  void a_master_user_survives_every_schedule_of_faults(RotationReason reason) {
    IntStream.range(0, SEEDS).forEach(seed -> survives(reason, seed));
  }

  private static void survives(RotationReason reason, int seed) {
    try (MasterInMemory master = new MasterInMemory(server)) {
      FaultSchedules.survives(new World<>(master), reason, seed);
    }
  }
}
