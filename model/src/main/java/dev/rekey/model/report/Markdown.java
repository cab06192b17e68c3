package dev.rekey.model.report;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A page as GitHub-flavoured Markdown: one row a line, so that two reports can be compared. */
public final class Markdown {
  /** Whatever Markdown or HTML could read as more than text. */
  private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_\\[\\]<>|#~!&]");

  private static final Pattern BREAKS = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]+");

  private Markdown() {}

  /** Writes it. */
  public static String of(ReportPage page) {
    return "# "
        + text(page.title())
        + "\n"
        + page.lead().map(lead -> "\n**" + text(lead) + "**\n").orElse("")
        + page.picture()
            .map(picture -> "\n![" + text(page.title()) + "](" + picture.file() + ")\n")
            .orElse("")
        + page.sections().stream().map(Markdown::section).collect(Collectors.joining());
  }

  private static String section(ReportPage.Section section) {
    StringBuilder out = new StringBuilder("\n## ").append(text(section.heading())).append("\n\n");
    if (section.rows().isEmpty()) {
      return out.append(text(section.ifEmpty())).append('\n').toString();
    }
    if (section.isList()) {
      section.rows().forEach(row -> out.append("- ").append(text(row.getFirst())).append('\n'));
      return out.toString();
    }
    out.append(row(section.headings()));
    out.append("|").append(" --- |".repeat(section.headings().size())).append('\n');
    section.rows().forEach(cells -> out.append(row(cells)));
    return out.toString();
  }

  private static String row(List<String> cells) {
    return cells.stream().map(Markdown::text).collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  /** Whatever people wrote stays text, on one line. */
  public static String text(String given) {
    String line = BREAKS.matcher(given).replaceAll(" ").strip();
    return SPECIAL.matcher(line).replaceAll("\\\\$0");
  }
}
