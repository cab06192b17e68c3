package dev.rekey.console.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.testing.Credentials;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.rotation.RotationReason;
import io.temporal.client.WorkflowFailedException;
import io.temporal.failure.TimeoutFailure;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The real workflow over the real steps, on a server that skips time, under seeded schedules of
 * faults and of wishes. {@code -Drekey.faults=N} plays N seeds of each kind; {@code
 * -Drekey.faults.seed=S} plays that one alone.
 */
class WorkflowFaultsTest {
  private static final int SEEDS = Integer.getInteger("rekey.faults", 40);
  private static final Long ONLY = Long.getLong("rekey.faults.seed");

  /** Most of a run is waiting for a server that takes a worker for dead. */
  private static final int AT_ONCE = 16;

  @ParameterizedTest
  @EnumSource(names = {"SCHEDULED", "COMPROMISED"})
  void two_users_keep_every_promise_through_the_workflow(RotationReason reason) {
    playAll(Credentials.alternating(), reason);
  }

  @ParameterizedTest
  @EnumSource(names = {"SCHEDULED", "COMPROMISED"})
  void one_user_keeps_every_promise_through_the_workflow(RotationReason reason) {
    playAll(Credentials.single(), reason);
  }

  private static void playAll(PostgresUser spec, RotationReason reason) {
    Queue<String> broken = new ConcurrentLinkedQueue<>();
    try (ExecutorService lanes = Executors.newFixedThreadPool(AT_ONCE)) {
      seeds().forEach(seed -> lanes.execute(() -> play(spec, reason, seed, broken)));
    }
    assertThat(broken).isEmpty();
  }

  private static LongStream seeds() {
    return ONLY == null ? LongStream.range(0, SEEDS) : LongStream.of(ONLY);
  }

  private static void play(
      PostgresUser spec, RotationReason reason, long seed, Queue<String> broken) {
    try {
      boolean played = false;
      for (int attempt = 0; attempt < 3 && !played; attempt++) {
        played = played(spec, reason, seed);
      }
      assertThat(played).as("a server that does not skip the time-out").isTrue();
    } catch (Exception | AssertionError e) {
      broken.add("-Drekey.faults.seed=" + seed + ": " + e.getMessage());
    }
  }

  /** Now and then the server, asked for an update, skips ten years to the workflow's time-out. */
  private static boolean played(PostgresUser spec, RotationReason reason, long seed)
      throws Exception {
    try (Run run = new Run(spec, seed)) {
      run.play(reason);
      return true;
    } catch (WorkflowFailedException e) {
      if (e.getCause() instanceof TimeoutFailure) {
        return false;
      }
      throw e;
    }
  }
}
