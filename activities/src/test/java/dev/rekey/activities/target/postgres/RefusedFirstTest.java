package dev.rekey.activities.target.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.activities.StepFailedException;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.PostgresEndpoint;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class RefusedFirstTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final List<String> done = new CopyOnWriteArrayList<>();

  private static PostgresEndpoint at(String host, String database) {
    return new PostgresEndpoint(host, 5432, database, false, Optional.empty());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void who_is_refused_already_is_logged_out_when_all_at_that_server_are_refused() {
    RefusedFirst first = new RefusedFirst(LONG);
    CountDownLatch bothBegan = new CountDownLatch(2);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (String database : List.of("orders", "billing")) {
        threads.execute(
            () -> {
              first.at(
                  at("db", database),
                  () -> {
                    bothBegan.countDown();
                    await(bothBegan);
                    return done.add("refused");
                  });
              done.add("goes on");
            });
      }
    }
    assertThat(done).containsExactly("refused", "refused", "goes on", "goes on");
  }

  @Test
  void nobody_waits_for_another_server_nor_longer_than_patience_for_the_same() {
    CountDownLatch end = new CountDownLatch(1);
    RefusedFirst patient = new RefusedFirst(LONG);
    RefusedFirst hasty = new RefusedFirst(Duration.ofMillis(1));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CountDownLatch began = new CountDownLatch(2);
      for (RefusedFirst one : List.of(patient, hasty)) {
        threads.execute(
            () ->
                one.at(
                    at("stuck", "orders"),
                    () -> {
                      began.countDown();
                      await(end);
                      return true;
                    }));
      }
      await(began);
      assertThat(patient.at(at("db", "orders"), () -> "another server")).isNotEmpty();
      assertThat(hasty.at(at("stuck", "billing"), () -> "the same")).isNotEmpty();
      end.countDown();
    }
  }

  @Test
  void who_could_not_be_refused_is_waited_for_no_longer() {
    RefusedFirst first = new RefusedFirst(LONG);
    assertThatThrownBy(
            () ->
                first.at(
                    at("db", "orders"),
                    () -> {
                      throw new StepFailedException(FailureCode.TARGET_UNAVAILABLE, "away");
                    }))
        .hasMessageContaining("away");
    assertThat(first.at(at("db", "billing"), () -> "next")).isEqualTo("next");
  }
}
