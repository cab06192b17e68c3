package dev.rekey.exercise.report;

import dev.rekey.exercise.score.Happening;
import dev.rekey.exercise.score.Happening.Manner;
import dev.rekey.exercise.score.Mark;
import dev.rekey.model.report.Html;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The exercise as a picture (SVG 1.1): who did what when. Time is logarithmic, since the first
 * minute matters as much as the days that follow.
 */
public final class TimelinePicture {
  private static final int WIDTH = 960;
  private static final int LEFT = 150;
  private static final int RIGHT = 24;
  private static final int TOP = 64;
  private static final int LANE = 56;
  private static final int ROW = 22;

  private static final List<Duration> TICKS =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(10),
          Duration.ofMinutes(1),
          Duration.ofMinutes(10),
          Duration.ofHours(1),
          Duration.ofHours(6),
          Duration.ofDays(1),
          Duration.ofDays(7),
          Duration.ofDays(30));

  private final AfterActionReport report;
  private final Duration end;

  private TimelinePicture(AfterActionReport report) {
    this.report = report;
    this.end =
        report.observed().happenings().stream()
            .map(Happening::at)
            .max(Duration::compareTo)
            .filter(last -> last.compareTo(Duration.ofMinutes(1)) > 0)
            .orElse(Duration.ofMinutes(1));
  }

  /** The picture, as a document of its own. */
  public static String of(AfterActionReport report) {
    return new TimelinePicture(report).svg();
  }

  private String svg() {
    List<Mark> limited =
        report.card().marks().stream().filter(mark -> mark.limit().isPresent()).toList();
    int lanes = TOP + Manner.values().length * LANE;
    int height = lanes + 40 + limited.size() * ROW + 24;
    return Stream.of(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 "
                + WIDTH
                + " "
                + height
                + "\" font-family=\"sans-serif\" font-size=\"12\">",
            "<title>" + Html.text(report.title()) + "</title>",
            "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>",
            title(),
            ticks(height),
            lanes(),
            IntStream.range(0, limited.size())
                .mapToObj(row -> limit(limited.get(row), lanes + 40 + row * ROW))
                .collect(Collectors.joining("\n")),
            "</svg>\n")
        .collect(Collectors.joining("\n"));
  }

  private String title() {
    String words =
        report.title() + ": " + Words.points(report.card().score()) + ", " + report.card().grade();
    return "<text x=\"16\" y=\"28\" font-size=\"16\" font-weight=\"bold\">"
        + Html.text(words)
        + "</text>";
  }

  private String ticks(int height) {
    return TICKS.stream()
        .filter(tick -> tick.compareTo(end) <= 0)
        .map(
            tick ->
                line(x(tick), TOP - 12, x(tick), height - 20, "#dddddd")
                    + text(x(tick), TOP - 18, "middle", Words.time(tick)))
        .collect(Collectors.joining("\n"));
  }

  private String lanes() {
    List<Manner> manners = List.of(Manner.values());
    return IntStream.range(0, manners.size())
        .mapToObj(row -> lane(manners.get(row), TOP + row * LANE + LANE / 2.0))
        .collect(Collectors.joining("\n"));
  }

  private String lane(Manner manner, double y) {
    String dots =
        report.observed().happenings().stream()
            .filter(one -> one.manner() == manner)
            .map(one -> dot(one, y))
            .collect(Collectors.joining("\n"));
    return text(16, y + 4, "start", manner.words())
        + line(LEFT, y, WIDTH - RIGHT, y, "#999999")
        + "\n"
        + dots;
  }

  private String dot(Happening one, double y) {
    return String.format(
        Locale.ROOT,
        "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"5\" fill=\"%s\""
            + " fill-opacity=\"0.7\"><title>%s</title></circle>",
        x(one.at()),
        y,
        colour(one.manner()),
        Html.text(Words.time(one.at()) + ", " + one.action().word() + ": " + one.text()));
  }

  private String limit(Mark mark, double y) {
    double until = x(mark.limit().orElseThrow());
    String bar =
        String.format(
            Locale.ROOT,
            "<rect x=\"%d\" y=\"%.1f\" width=\"%.1f\" height=\"8\" fill=\"#e8eef7\"/>",
            LEFT,
            y - 4,
            until - LEFT);
    String done = mark.at().map(at -> done(mark, at, y)).orElse("");
    String name = mark.id() + " " + mark.verdict().words();
    return text(16, y + 4, "start", name)
        + bar
        + done
        + text(
            Math.max(until, mark.at().map(this::x).orElse(0.0)) + 10, y + 4, "start", mark.what());
  }

  private String done(Mark mark, Duration at, double y) {
    return String.format(
        Locale.ROOT,
        "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"5\" fill=\"%s\"/>",
        x(at),
        y,
        mark.finding() ? "#b3261e" : "#1b7f3b");
  }

  private double x(Duration at) {
    double seconds = Math.max(0, Math.min(at.toMillis(), end.toMillis()) / 1000.0);
    double share = Math.log10(1 + seconds) / Math.log10(1 + end.toMillis() / 1000.0);
    return LEFT + share * (WIDTH - LEFT - RIGHT - 180);
  }

  private static String colour(Manner manner) {
    return switch (manner) {
      case AUTOMATIC -> "#1f5fbf";
      case DOCUMENTED -> "#1b7f3b";
      case IMPROVISED -> "#b26a00";
      case OUTSIDE -> "#b3261e";
    };
  }

  private static String line(double x1, double y1, double x2, double y2, String colour) {
    return String.format(
        Locale.ROOT,
        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"/>",
        x1,
        y1,
        x2,
        y2,
        colour);
  }

  private static String text(double x, double y, String anchor, String words) {
    return String.format(
        Locale.ROOT,
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>",
        x,
        y,
        anchor,
        Html.text(words));
  }
}
