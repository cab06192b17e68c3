package dev.rekey.model.report;

import java.util.List;
import java.util.Optional;

/**
 * A report as a page: headings, tables and lists. What a format shows is here, and in no format
 * alone.
 *
 * @param title of the page
 * @param lead what stands above everything else, if anything does
 * @param picture what is to be seen before it is read, if anything is
 * @param sections in this order
 */
public record ReportPage(
    String title, Optional<String> lead, Optional<Picture> picture, List<Section> sections) {
  /** Copies the list. */
  public ReportPage {
    sections = List.copyOf(sections);
  }

  /**
   * A picture of our own making.
   *
   * @param file its name, where a format can only point to it
   * @param svg the picture; whatever people wrote is escaped in it already
   */
  public record Picture(String file, String svg) {}

  /**
   * A part of it.
   *
   * @param heading its title
   * @param headings of the table's columns; empty: it is a list
   * @param rows each with as many cells as there are headings; of a list with one
   * @param ifEmpty what is said if there are no rows
   */
  public record Section(
      String heading, List<String> headings, List<List<String>> rows, String ifEmpty) {
    /** A list of sentences. */
    public static Section list(String heading, List<String> lines, String ifEmpty) {
      return new Section(heading, List.of(), lines.stream().map(List::of).toList(), ifEmpty);
    }

    /** Whether it is a list, and no table. */
    boolean isList() {
      return headings.isEmpty();
    }
  }
}
