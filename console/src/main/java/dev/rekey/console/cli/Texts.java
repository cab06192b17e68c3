package dev.rekey.console.cli;

import dev.rekey.model.credential.PostgresEndpoint;
import dev.rekey.model.policy.Freeze;
import dev.rekey.model.policy.RotationWindow;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What users write on the command line and in files, and what it means. */
final class Texts {
  private static final Pattern SHORT = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d|w)");
  private static final Pattern ENDPOINT =
      Pattern.compile(
          "(?<host>\\[[0-9A-Fa-f:]+]|[^:/\\s]+)(:(?<port>\\d{1,5}))?/(?<database>\\S+)");
  private static final Pattern WINDOW =
      Pattern.compile("(?<days>[A-Za-z,-]+)\\s+(?<from>\\d\\d?:\\d\\d)-(?<to>\\d\\d?:\\d\\d)");
  private static final int DEFAULT_PORT = 5432;

  private Texts() {}

  /** {@code 90d}, {@code 12h}, {@code 5m}, or ISO 8601. */
  static final class ToDuration implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      Matcher matcher = SHORT.matcher(text.strip());
      try {
        return matcher.matches()
            ? duration(Long.parseLong(matcher.group(1)), matcher.group(2))
            : Duration.parse(text.strip().toUpperCase(Locale.ROOT));
      } catch (DateTimeException e) {
        throw wrong(text, "a duration such as 90d, 12h, 5m, 30s or PT1H30M");
      }
    }

    private static Duration duration(long amount, String unit) {
      return switch (unit) {
        case "ms" -> Duration.ofMillis(amount);
        case "s" -> Duration.ofSeconds(amount);
        case "m" -> Duration.ofMinutes(amount);
        case "h" -> Duration.ofHours(amount);
        case "d" -> Duration.ofDays(amount);
        default -> Duration.ofDays(7 * amount);
      };
    }
  }

  /** {@code host:port/database}; the port may be left out. */
  static final class ToEndpoint implements ITypeConverter<PostgresEndpoint> {
    @Override
    public PostgresEndpoint convert(String text) {
      Matcher matcher = ENDPOINT.matcher(text.strip());
      if (!matcher.matches()) {
        throw wrong(text, "an endpoint such as db.example.org:5432/orders");
      }
      String port = matcher.group("port");
      try {
        return new PostgresEndpoint(
            matcher.group("host"),
            port == null ? DEFAULT_PORT : Integer.parseInt(port),
            matcher.group("database"),
            false,
            Optional.empty());
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException("'" + text + "': " + e.getMessage());
      }
    }
  }

  /** {@code Mon-Fri 02:00-04:00}. */
  static final class ToWindow implements ITypeConverter<RotationWindow> {
    @Override
    public RotationWindow convert(String text) {
      Matcher matcher = WINDOW.matcher(text.strip());
      try {
        if (matcher.matches()) {
          return new RotationWindow(
              days(matcher.group("days")), time(matcher.group("from")), time(matcher.group("to")));
        }
      } catch (DateTimeException | IllegalArgumentException e) {
        // falls through: the sentence is the same
      }
      throw wrong(text, "a window such as 'Mon-Fri 02:00-04:00' or 'Sat,Sun 00:00-23:00'");
    }

    private static LocalTime time(String text) {
      return LocalTime.parse(text.length() == 4 ? "0" + text : text);
    }

    private static Set<DayOfWeek> days(String text) {
      Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
      for (String part : List.of(text.split(",", -1))) {
        String[] ends = part.split("-", -1);
        DayOfWeek last = day(ends[ends.length - 1]);
        for (DayOfWeek day = day(ends[0]); ; day = day.plus(1)) {
          days.add(day);
          if (day == last) {
            break;
          }
        }
      }
      return days;
    }

    private static DayOfWeek day(String text) {
      return List.of(DayOfWeek.values()).stream()
          .filter(day -> text.length() >= 3)
          .filter(day -> day.name().startsWith(text.toUpperCase(Locale.ROOT)))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException(text));
    }
  }

  /**
   * A freeze before its zone is known.
   *
   * @param from its start: a time with offset, or a day
   * @param to its end: a time with offset, or the day after the last one
   * @param why for people
   */
  record FreezeText(String from, String to, String why) {
    /** The freeze, with days counted in this zone. */
    Freeze in(ZoneId zone) {
      try {
        return new Freeze(instant(from, zone), instant(to, zone), why);
      } catch (DateTimeException e) {
        throw CommandFailure.usage(
            "'" + from + "/" + to + "' is not a freeze such as '2026-12-18/2027-01-04 year end'");
      } catch (IllegalArgumentException e) {
        throw CommandFailure.usage("A freeze ends after it starts: '" + from + "/" + to + "'");
      }
    }

    private static Instant instant(String text, ZoneId zone) {
      return text.length() == "2026-12-18".length()
          ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
          : OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC).toInstant();
    }
  }

  /** {@code 2026-12-18/2027-01-04 year end}. */
  static final class ToFreeze implements ITypeConverter<FreezeText> {
    @Override
    public FreezeText convert(String text) {
      String[] words = text.strip().split("\\s+", 2);
      String[] ends = words[0].split("/", -1);
      if (ends.length != 2) {
        throw wrong(text, "a freeze such as '2026-12-18/2027-01-04 year end'");
      }
      return new FreezeText(ends[0], ends[1], words.length == 2 ? words[1] : "freeze");
    }
  }

  /** A time zone by its IANA name. */
  static final class ToZone implements ITypeConverter<ZoneId> {
    @Override
    public ZoneId convert(String text) {
      try {
        return ZoneId.of(text.strip());
      } catch (DateTimeException e) {
        throw wrong(text, "a time zone such as Europe/Berlin");
      }
    }
  }

  /** The words of a query that were given, in order. */
  static Map<String, String> query(String name, @Nullable String value) {
    return value == null ? Map.of() : Map.of(name, value);
  }

  private static TypeConversionException wrong(String text, String wanted) {
    return new TypeConversionException("'" + text + "' is not " + wanted);
  }
}
