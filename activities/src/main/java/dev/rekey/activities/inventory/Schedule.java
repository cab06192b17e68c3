package dev.rekey.activities.inventory;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/** A cron expression of five fields (crontab(5)) in somebody's time zone. */
final class Schedule {
  private static final Instant ANY_TIME = Instant.parse("2026-01-01T00:00:00Z");

  private final ExecutionTime times;
  private final ZoneId zone;

  private Schedule(ExecutionTime times, ZoneId zone) {
    this.times = times;
    this.zone = zone;
  }

  /**
   * Takes the expression.
   *
   * @throws IllegalArgumentException with a sentence for the user
   */
  static Schedule of(String expression, ZoneId zone) {
    Schedule schedule = new Schedule(parse(expression), zone);
    if (schedule.after(ANY_TIME).isEmpty()) {
      throw new IllegalArgumentException("The schedule '" + expression + "' never comes");
    }
    return schedule;
  }

  /** The first time after an instant, if there is one. */
  Optional<Instant> after(Instant instant) {
    return times.nextExecution(instant.atZone(zone)).map(time -> time.toInstant());
  }

  private static ExecutionTime parse(String expression) {
    try {
      CronParser parser =
          new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
      return ExecutionTime.forCron(parser.parse(expression).validate());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "The schedule '"
              + expression
              + "' is no cron expression: minute hour day-of-month month day-of-week,"
              + " such as '0 3 * * SUN'");
    }
  }
}
