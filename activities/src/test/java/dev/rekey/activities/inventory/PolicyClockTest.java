package dev.rekey.activities.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.rekey.model.credential.SecretId;
import dev.rekey.model.policy.Freeze;
import dev.rekey.model.policy.RotationPolicy;
import dev.rekey.model.policy.RotationWindow;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyClockTest {
  private static final SecretId SECRET = new SecretId("orders/db");
  private static final Instant SINCE = Instant.parse("2026-11-01T00:00:00Z");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Set<DayOfWeek> EVERY_DAY = Set.of(DayOfWeek.values());

  @Test
  void without_a_schedule_it_is_due_at_two_thirds_of_the_maximum_age() {
    assertThat(due(policy(30, Optional.empty(), List.of(), List.of())))
        .isEqualTo("2026-11-21T00:00:00Z");
  }

  @ParameterizedTest
  @CsvSource({
    "0 3 * * *, 2026-11-01T02:00:00Z", // three in the morning in Berlin is two in UTC
    "0 3 * * SUN, 2026-11-01T02:00:00Z",
    "30 4 15 * *, 2026-11-15T03:30:00Z",
    "0 0 1 1 *, 2026-11-30T00:00:00Z" // too late: the hard deadline less its lead
  })
  void a_schedule_is_in_the_owner_s_zone_and_the_hard_deadline_wins(String cron, String due) {
    assertThat(due(policy(30, Optional.of(cron), List.of(), List.of()))).isEqualTo(due);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "daily", "0 3 * *", "61 3 * * *", "0 3 * * * *", "0 0 30 2 *"})
  void a_schedule_that_cannot_be_computed_with_is_refused_in_a_sentence(String cron) {
    RotationPolicy policy = policy(30, Optional.of(cron), List.of(), List.of());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PolicyClock.check(policy))
        .withMessageStartingWith("The schedule '" + cron + "' ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 3 * * SUN", "*/15 1-5 * * 1-5", "0 0 29 2 *", "5 4 * * 7"})
  void a_schedule_that_cron_knows_is_taken(String cron) {
    RotationPolicy policy = policy(30, Optional.of(cron), List.of(), List.of());
    assertThatNoException().isThrownBy(() -> PolicyClock.check(policy));
  }

  @Test
  void it_waits_for_the_next_window() {
    RotationWindow monday = window(Set.of(DayOfWeek.MONDAY), "22:00", "02:00");
    assertThat(due(policy(30, Optional.empty(), List.of(monday), List.of())))
        .isEqualTo("2026-11-23T21:00:00Z");
  }

  @Test
  void a_window_over_midnight_is_still_open_on_the_next_day() {
    RotationWindow friday = window(Set.of(DayOfWeek.FRIDAY), "22:00", "03:00");
    assertThat(due(policy(30, Optional.empty(), List.of(friday), List.of())))
        .isEqualTo("2026-11-21T00:00:00Z"); // Saturday, one o'clock in Berlin
  }

  @Test
  void it_waits_for_the_end_of_a_freeze() {
    Freeze sale = freeze("2026-11-20T00:00:00Z", "2026-11-25T12:00:00Z");
    assertThat(due(policy(30, Optional.empty(), List.of(), List.of(sale))))
        .isEqualTo("2026-11-25T12:00:00Z");
  }

  @Test
  void the_hard_deadline_wins_over_a_freeze_that_does_not_end_in_time() {
    Freeze quarter = freeze("2026-11-10T00:00:00Z", "2027-01-10T00:00:00Z");
    RotationPolicy policy = policy(30, Optional.empty(), List.of(), List.of(quarter));
    assertThat(due(policy)).isEqualTo("2026-11-30T00:00:00Z"); // 24 h before it breaches
    assertThat(mayStart(policy, "2026-11-29T23:59:59Z")).isFalse();
    assertThat(mayStart(policy, "2026-11-30T00:00:00Z")).isTrue();
  }

  @Test
  void f20_what_fell_due_in_an_outage_waits_for_its_window_unless_the_deadline_is_near() {
    RotationWindow sunday = window(Set.of(DayOfWeek.SUNDAY), "01:00", "05:00");
    RotationPolicy policy = policy(30, Optional.empty(), List.of(sunday), List.of());
    assertThat(mayStart(policy, "2026-11-24T02:00:00Z")).isFalse();
    assertThat(mayStart(policy, "2026-11-29T02:00:00Z")).isTrue();
    assertThat(mayStart(policy, "2026-12-03T12:00:00Z")).isTrue(); // breached already
  }

  @ParameterizedTest
  @CsvSource({
    // put forward from 02:00 to 03:00 on 29 March 2026
    "02:15, 02:45, 2026-03-29T01:00:00Z, 2026-03-29T01:45:00Z",
    "01:00, 02:30, 2026-03-29T00:00:00Z, 2026-03-29T01:30:00Z",
    "02:30, 03:15, 2026-03-29T01:00:00Z, 2026-03-29T01:15:00Z",
    // put back from 03:00 to 02:00 on 25 October 2026: half past two comes twice
    "02:30, 04:00, 2026-10-25T00:30:00Z, 2026-10-25T03:00:00Z",
    "01:00, 02:30, 2026-10-24T23:00:00Z, 2026-10-25T00:30:00Z",
  })
  void a_window_is_neither_lost_nor_doubled_when_the_clocks_change(
      String from, String to, Instant opens, Instant closes) {
    RotationWindow window = window(Set.of(DayOfWeek.SUNDAY), from, to);
    OpenTimes times = new OpenTimes(policy(300, Optional.empty(), List.of(window), List.of()));
    assertThat(times.contains(opens)).isTrue();
    assertThat(times.contains(opens.minusSeconds(1))).isFalse();
    assertThat(times.contains(closes.minusSeconds(1))).isTrue();
    assertThat(times.contains(closes)).isFalse();
  }

  @Test
  void jitter_spreads_names_and_is_always_the_same_for_one_name() {
    RotationPolicy policy =
        new RotationPolicy(
            Duration.ofDays(30),
            Optional.empty(),
            BERLIN,
            List.of(window(EVERY_DAY, "01:00", "03:00")),
            Duration.ofHours(4),
            List.of(),
            Duration.ofMinutes(5),
            Duration.ofDays(7),
            Duration.ofMinutes(10));
    List<Instant> due =
        IntStream.range(0, 1_000)
            .mapToObj(i -> PolicyClock.nextDue(new SecretId("db/" + i), policy, SINCE))
            .toList();
    assertThat(due).allMatch(new OpenTimes(policy)::contains);
    assertThat(Set.copyOf(due)).hasSizeGreaterThan(800);
    assertThat(PolicyClock.nextDue(new SecretId("db/7"), policy, SINCE)).isEqualTo(due.get(7));
  }

  private static String due(RotationPolicy policy) {
    return PolicyClock.nextDue(SECRET, policy, SINCE).toString();
  }

  private static boolean mayStart(RotationPolicy policy, String now) {
    return PolicyClock.mayStart(SECRET, policy, SINCE, Optional.empty(), Instant.parse(now));
  }

  private static RotationPolicy policy(
      int days, Optional<String> cron, List<RotationWindow> windows, List<Freeze> freezes) {
    return new RotationPolicy(
        Duration.ofDays(days),
        cron,
        BERLIN,
        windows,
        Duration.ZERO,
        freezes,
        Duration.ofMinutes(5),
        Duration.ofDays(7),
        Duration.ofMinutes(10));
  }

  private static RotationWindow window(Set<DayOfWeek> days, String from, String to) {
    return new RotationWindow(days, LocalTime.parse(from), LocalTime.parse(to));
  }

  private static Freeze freeze(String from, String to) {
    return new Freeze(Instant.parse(from), Instant.parse(to), "sale");
  }
}
