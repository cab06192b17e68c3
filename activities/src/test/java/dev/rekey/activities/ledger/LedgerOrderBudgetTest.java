package dev.rekey.activities.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.store.Urgency;
import dev.rekey.activities.target.OrderLimit;
import dev.rekey.activities.testing.LedgerDatabase;
import dev.rekey.model.FailureCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LedgerOrderBudgetTest {
  private static LedgerDatabase database;

  private final OrderLimit limit = new OrderLimit("authority-" + UUID.randomUUID(), 60);

  @BeforeAll
  static void open() {
    database = new LedgerDatabase();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  private LedgerOrderBudget budget() {
    return new LedgerOrderBudget(database.ledger());
  }

  private boolean granted() {
    try {
      budget().claim(limit);
      return true;
    } catch (StepFailedException e) {
      assertThat(e.code()).isEqualTo(FailureCode.THROTTLED);
      return false;
    }
  }

  private long granted(int claims) {
    return IntStream.range(0, claims).filter(i -> granted()).count();
  }

  /** As if the time had passed. */
  private void pass(Duration time) {
    database
        .ledger()
        .change(
            "UPDATE rekey.order_budget SET spent_to = spent_to - ?::interval WHERE authority = ?",
            time,
            limit.place());
  }

  @Test
  void a_tenth_of_an_hours_orders_may_come_at_once_and_then_one_after_the_other() {
    assertThat(granted(20)).isEqualTo(6);
    pass(Duration.ofMinutes(3));
    assertThat(granted(20)).isEqualTo(3);
    pass(Duration.ofHours(5)); // what was not used does not pile up
    assertThat(granted(20)).isEqualTo(6);
  }

  @Test
  void whoever_comes_too_early_hears_when_the_next_order_is_free() {
    granted(6);
    StepFailedException early =
        catchThrowableOfType(StepFailedException.class, () -> budget().claim(limit));
    assertThat(early.code()).isEqualTo(FailureCode.THROTTLED);
    String until = early.reason().substring(early.reason().lastIndexOf(' ') + 1);
    assertThat(Instant.parse(until)).isBefore(Instant.now().plusSeconds(61));
  }

  @Test
  void all_workers_share_one_budget_and_no_order_is_counted_twice() throws Exception {
    List<Callable<Boolean>> claims =
        IntStream.range(0, 40).<Callable<Boolean>>mapToObj(i -> this::granted).toList();
    long granted = 0;
    try (ExecutorService workers = Executors.newFixedThreadPool(4)) {
      for (Future<Boolean> one : workers.invokeAll(claims)) {
        granted += one.get() ? 1 : 0;
      }
    }
    assertThat(granted).isEqualTo(6);
  }

  @Test
  void authorities_have_budgets_of_their_own() {
    granted(10);
    assertThatCode(() -> budget().claim(new OrderLimit(limit.place() + "-other", 1)))
        .doesNotThrowAnyException();
  }

  @Test
  void a_containment_is_never_held_up_and_routine_waits_for_it() {
    granted(10);
    long urgent = Urgency.CONTAINMENT.during(() -> granted(10));
    assertThat(urgent).isEqualTo(10);
    pass(Duration.ofMinutes(9));
    assertThat(granted()).isFalse();
    pass(Duration.ofMinutes(3));
    assertThat(granted()).isTrue();
  }
}
