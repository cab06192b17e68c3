package dev.rekey.console.cli;

import dev.rekey.model.policy.RotationPolicy;
import dev.rekey.model.policy.RotationWindow;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** When a credential is rotated. */
final class PolicyOptions {
  private static final RotationPolicy DEFAULT = RotationPolicy.DEFAULT;

  @Option(
      names = "--max-age",
      paramLabel = "DURATION",
      converter = Texts.ToDuration.class,
      description = "The hard limit (default: 90d).")
  Duration maxAge = DEFAULT.maxAge();

  @Option(
      names = "--schedule",
      paramLabel = "CRON",
      description = "When it is due (five fields); default: at two thirds of the maximum age.")
  Optional<String> schedule = Optional.empty();

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      converter = Texts.ToZone.class,
      description = "The owner's time zone (default: UTC).")
  ZoneId zone = DEFAULT.zone();

  @Option(
      names = "--window",
      paramLabel = "'DAYS FROM-TO'",
      converter = Texts.ToWindow.class,
      description = "When it may start, such as 'Mon-Fri 02:00-04:00'; may be repeated.")
  List<RotationWindow> windows = new ArrayList<>();

  @Option(
      names = "--freeze",
      paramLabel = "'FROM/TO WHY'",
      converter = Texts.ToFreeze.class,
      description = "When nothing routine starts, such as '2026-12-18/2027-01-04 year end'.")
  List<Texts.FreezeText> freezes = new ArrayList<>();

  @Option(
      names = "--jitter",
      paramLabel = "DURATION",
      converter = Texts.ToDuration.class,
      description = "Start up to so much later than due (default: 1h).")
  Duration jitter = DEFAULT.jitter();

  @Option(
      names = "--drain",
      paramLabel = "DURATION",
      converter = Texts.ToDuration.class,
      description = "How long the old version must have been unused (default: 5m).")
  Duration drain = DEFAULT.drain();

  @Option(
      names = "--gate-deadline",
      paramLabel = "DURATION",
      converter = Texts.ToDuration.class,
      description = "How long to wait for that until people decide (default: 7d).")
  Duration gateDeadline = DEFAULT.gateDeadline();

  @Option(
      names = "--step-deadline",
      paramLabel = "DURATION",
      converter = Texts.ToDuration.class,
      description = "How long one step is tried (default: 10m).")
  Duration stepDeadline = DEFAULT.stepDeadline();

  /**
   * The policy; throws {@link IllegalArgumentException} with a sentence if it contradicts itself.
   */
  RotationPolicy policy() {
    return new RotationPolicy(
        maxAge,
        schedule,
        zone,
        windows,
        jitter,
        freezes.stream().map(freeze -> freeze.in(zone)).toList(),
        drain,
        gateDeadline,
        stepDeadline);
  }
}
