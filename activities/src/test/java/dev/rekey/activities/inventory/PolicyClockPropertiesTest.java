package dev.rekey.activities.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.ledger.Term;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.policy.Freeze;
import dev.rekey.model.policy.RotationPolicy;
import dev.rekey.model.policy.RotationWindow;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for every policy, in every zone. A failure names its seed. */
class PolicyClockPropertiesTest {
  private static final int POLICIES = 1_500;
  private static final List<String> ZONES = ZoneId.getAvailableZoneIds().stream().sorted().toList();

  private record Case(long seed, SecretId secret, RotationPolicy policy, Instant since) {
    Instant due() {
      return PolicyClock.nextDue(secret, policy, since);
    }

    Instant hard() {
      return Term.deadline(policy, since, Optional.empty());
    }

    boolean mayStart(Instant now) {
      return PolicyClock.mayStart(secret, policy, since, Optional.empty(), now);
    }
  }

  @Test
  void it_is_due_after_the_last_rotation_and_before_the_hard_deadline() {
    cases()
        .forEach(c -> assertThat(c.due()).as(c.toString()).isAfter(c.since()).isBefore(c.hard()));
  }

  @Test
  void what_is_due_may_start_at_that_moment() {
    cases().forEach(c -> assertThat(c.mayStart(c.due())).as(c.toString()).isTrue());
  }

  @Test
  void what_is_past_its_hard_deadline_may_start_at_any_moment() {
    cases().forEach(c -> assertThat(c.mayStart(c.hard().plusSeconds(1))).as(c.toString()).isTrue());
  }

  @Test
  void it_never_starts_outside_windows_or_in_a_freeze_before_four_fifths_of_the_maximum_age() {
    cases()
        .filter(
            c -> c.due().isBefore(c.since().plus(c.policy().maxAge().multipliedBy(4).dividedBy(5))))
        .forEach(c -> assertThat(isOpen(c.policy(), c.due())).as(c.toString()).isTrue());
  }

  /** Another way to say what is open: by the local time, for times that no clock change touches. */
  private static boolean isOpen(RotationPolicy policy, Instant instant) {
    boolean frozen =
        policy.freezes().stream()
            .anyMatch(f -> !instant.isBefore(f.from()) && instant.isBefore(f.to()));
    return !frozen
        && (policy.windows().isEmpty()
            || nearClockChange(policy, instant)
            || policy.windows().stream().anyMatch(w -> isIn(w, policy, instant)));
  }

  private static boolean nearClockChange(RotationPolicy policy, Instant instant) {
    ZoneRules rules = policy.zone().getRules();
    return !rules
        .getOffset(instant.minus(Duration.ofDays(1)))
        .equals(rules.getOffset(instant.plus(Duration.ofDays(1))));
  }

  private static boolean isIn(RotationWindow window, RotationPolicy policy, Instant instant) {
    DayOfWeek day = instant.atZone(policy.zone()).getDayOfWeek();
    LocalTime time = instant.atZone(policy.zone()).toLocalTime();
    boolean begun = window.days().contains(day) && !time.isBefore(window.from());
    if (window.from().isBefore(window.to())) {
      return begun && time.isBefore(window.to());
    }
    return begun || (window.days().contains(day.minus(1)) && time.isBefore(window.to()));
  }

  private static Stream<Case> cases() {
    return IntStream.range(0, POLICIES).mapToObj(PolicyClockPropertiesTest::any);
  }

  private static Case any(int seed) {
    Random random = new Random(seed);
    Instant since = Instant.parse("2020-01-01T00:00:00Z").plusSeconds(random.nextInt(400_000_000));
    Duration maxAge = Duration.ofMinutes(30 + (long) random.nextInt(400 * 24 * 60 - 30));
    RotationPolicy policy =
        new RotationPolicy(
            maxAge,
            cron(random),
            ZoneId.of(ZONES.get(random.nextInt(ZONES.size()))),
            IntStream.range(0, random.nextInt(4)).mapToObj(i -> window(random)).toList(),
            maxAge.multipliedBy(random.nextInt(90)).dividedBy(100),
            IntStream.range(0, random.nextInt(4)).mapToObj(i -> freeze(random, since)).toList(),
            Duration.ZERO,
            Duration.ofDays(7),
            Duration.ofMinutes(10));
    return new Case(seed, new SecretId("db/" + seed), policy, since);
  }

  private static Optional<String> cron(Random random) {
    String time = random.nextInt(60) + " " + random.nextInt(24);
    return switch (random.nextInt(4)) {
      case 0 -> Optional.of(time + " * * *");
      case 1 -> Optional.of(time + " * * " + random.nextInt(7));
      case 2 -> Optional.of(time + " " + (1 + random.nextInt(31)) + " * *");
      default -> Optional.empty();
    };
  }

  private static RotationWindow window(Random random) {
    return new RotationWindow(
        Set.of(DayOfWeek.of(1 + random.nextInt(7))), time(random), time(random));
  }

  private static LocalTime time(Random random) {
    return LocalTime.of(random.nextInt(24), 15 * random.nextInt(4));
  }

  private static Freeze freeze(Random random, Instant since) {
    Instant from = since.plusSeconds(random.nextInt(30_000_000));
    return new Freeze(from, from.plusSeconds(1 + (long) random.nextInt(5_000_000)), "sale");
  }
}
