package dev.rekey.activities.store.secretsmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.store.Urgency;
import dev.rekey.activities.testing.LedgerDatabase;
import dev.rekey.model.FailureCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LedgerWriteBudgetTest {
  private static final Duration LONG = Duration.ofHours(1);
  private static LedgerDatabase database;

  private final String place = "000000000000/" + UUID.randomUUID();

  @BeforeAll
  static void open() {
    database = new LedgerDatabase();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  /** A virtual clock: what is waited for is taken off the row, as if the time had passed. */
  @Test
  void five_thousand_credentials_take_three_hundred_seconds_and_no_less() {
    assertThat(5_000 * 3 / LedgerWriteBudget.MOST_PER_SECOND).isEqualTo(300);
    LedgerWriteBudget budget = budget(LedgerWriteBudget.MOST_PER_SECOND, LONG);
    int sample = 50 * 3; // a hundredth
    Duration waited = Duration.ZERO;
    for (int write = 0; write < sample; write++) {
      Duration wait = budget.slot().orElseThrow();
      waited = waited.plus(wait);
      pass(wait);
    }
    assertThat(waited.multipliedBy(100))
        .isBetween(Duration.ofSeconds(250), Duration.ofSeconds(340));
  }

  private void pass(Duration time) {
    database
        .ledger()
        .change(
            "UPDATE rekey.write_budget SET routine_at = routine_at - ?::interval,"
                + " reserved_at = reserved_at - ?::interval WHERE place = ?",
            time,
            time,
            place);
  }

  @Test
  void two_workers_at_once_share_one_budget() throws Exception {
    LedgerWriteBudget one = budget(10, LONG);
    LedgerWriteBudget other = budget(10, LONG);
    List<Callable<Boolean>> claims =
        IntStream.range(0, 100)
            .mapToObj(i -> i % 2 == 0 ? one : other)
            .<Callable<Boolean>>map(budget -> () -> budget.slot().isPresent())
            .toList();
    try (ExecutorService workers = Executors.newFixedThreadPool(2)) {
      workers.invokeAll(claims);
    }
    assertThat(one.slot().orElseThrow()).isGreaterThan(Duration.ofSeconds(9));
  }

  @Test
  void places_have_budgets_of_their_own() {
    LedgerWriteBudget here = budget(2, LONG);
    IntStream.range(0, 5).forEach(i -> here.slot());
    LedgerWriteBudget there =
        new LedgerWriteBudget(database.ledger(), place + "/elsewhere", 2, LONG);
    assertThat(there.slot().orElseThrow()).isLessThanOrEqualTo(Duration.ZERO);
  }

  @Test
  void a_wait_that_a_step_cannot_afford_is_throttled_and_claims_nothing() {
    LedgerWriteBudget budget = budget(2, Duration.ofSeconds(2));
    IntStream.range(0, 20).forEach(i -> budget.slot());
    assertThat(budget.slot()).isEmpty();
    assertThatThrownBy(budget::claim)
        .isInstanceOfSatisfying(
            StepFailedException.class, e -> assertThat(e.code()).isEqualTo(FailureCode.THROTTLED));
    pass(Duration.ofSeconds(1));
    assertThat(budget.slot()).isPresent();
  }

  @Test
  void routine_never_starves_containment() {
    LedgerWriteBudget budget = budget(50, Duration.ofSeconds(2));
    IntStream.range(0, 500).forEach(i -> budget.slot());
    assertThat(budget.slot()).isEmpty();
    Optional<Duration> urgent = Urgency.CONTAINMENT.during(budget::slot);
    assertThat(urgent.orElseThrow()).isLessThanOrEqualTo(Duration.ofMillis(200));
  }

  @Test
  void containment_takes_the_whole_budget_if_it_is_free() {
    LedgerWriteBudget budget = budget(50, LONG);
    Duration last =
        Urgency.CONTAINMENT.during(
            () -> {
              IntStream.range(0, 499).forEach(i -> budget.slot());
              return budget.slot().orElseThrow();
            });
    assertThat(last).isLessThan(Duration.ofSeconds(11));
  }

  @Test
  void a_share_of_none_or_of_more_than_there_is_is_refused() {
    for (int perSecond : List.of(0, 1, 51)) {
      assertThatThrownBy(() -> budget(perSecond, LONG)).isInstanceOf(StepFailedException.class);
    }
  }

  private LedgerWriteBudget budget(int perSecond, Duration patience) {
    return new LedgerWriteBudget(database.ledger(), place, perSecond, patience);
  }
}
