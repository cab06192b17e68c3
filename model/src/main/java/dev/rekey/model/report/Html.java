package dev.rekey.model.report;

import java.util.List;
import java.util.stream.Collectors;

/** A page as one HTML document that needs nothing else, for the screen and for paper. */
public final class Html {
  private static final String STYLE =
      """
      body { font: 16px/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff;
        max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }
      h1 { font-size: 1.8rem; } h2 { font-size: 1.25rem; margin-top: 2rem; }
      table { border-collapse: collapse; width: 100%; }
      section { overflow-x: auto; }
      th, td { border: 1px solid #767676; padding: .3rem .5rem; text-align: left;
        vertical-align: top; overflow-wrap: break-word; max-width: 20rem; }
      td:last-child { overflow-wrap: anywhere; max-width: none; }
      th { background: #eee; } figure { margin: 1rem 0; } svg { width: 100%; height: auto; }
      @media print { body { font-size: 10pt; margin: 0; max-width: none; }
        thead { display: table-header-group; } tr { break-inside: avoid; }
        h2 { break-after: avoid; } }
      """;

  private Html() {}

  /** Writes it. */
  public static String of(ReportPage page) {
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        + "<meta http-equiv=\"Content-Security-Policy\""
        + " content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>"
        + text(page.title())
        + "</title>\n<style>\n"
        + STYLE
        + "</style>\n</head>\n<body>\n<main>\n<h1>"
        + text(page.title())
        + "</h1>\n"
        + page.lead().map(lead -> "<p><strong>" + text(lead) + "</strong></p>\n").orElse("")
        + page.picture().map(picture -> "<figure>" + picture.svg() + "</figure>\n").orElse("")
        + page.sections().stream().map(Html::section).collect(Collectors.joining())
        + "</main>\n</body>\n</html>\n";
  }

  private static String section(ReportPage.Section section) {
    String heading = text(section.heading());
    String inner =
        section.rows().isEmpty()
            ? "<p>" + text(section.ifEmpty()) + "</p>\n"
            : section.isList() ? list(section) : table(section, heading);
    return "<section>\n<h2>" + heading + "</h2>\n" + inner + "</section>\n";
  }

  private static String list(ReportPage.Section section) {
    return "<ul>\n"
        + section.rows().stream()
            .map(row -> cells(row, "<li>", "</li>\n"))
            .collect(Collectors.joining())
        + "</ul>\n";
  }

  private static String table(ReportPage.Section section, String label) {
    return "<table aria-label=\""
        + label
        + "\">\n<thead><tr>"
        + cells(section.headings(), "<th scope=\"col\">", "</th>")
        + "</tr></thead>\n<tbody>\n"
        + section.rows().stream()
            .map(row -> "<tr>" + cells(row, "<td>", "</td>") + "</tr>\n")
            .collect(Collectors.joining())
        + "</tbody>\n</table>\n";
  }

  private static String cells(List<String> cells, String before, String after) {
    return cells.stream().map(one -> before + text(one) + after).collect(Collectors.joining());
  }

  /**
   * Whatever people wrote stays text, in XML as well; what turns or hides other characters goes.
   */
  public static String text(String given) {
    StringBuilder out = new StringBuilder();
    given
        .codePoints()
        .filter(point -> point == '\n' || !unseen(point))
        .forEach(
            point -> {
              switch (point) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(point);
              }
            });
    return out.toString();
  }

  /** Control characters, what turns or hides other characters, and what is none at all. */
  private static boolean unseen(int point) {
    int type = Character.getType(point);
    return (point & 0xFFFE) == 0xFFFE
        || type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.SURROGATE
        || type == Character.PRIVATE_USE;
  }
}
