package dev.rekey.console.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Rows under headings, each column as wide as its widest cell. */
final class Table {
  private final List<List<String>> rows = new ArrayList<>();

  Table(String... headings) {
    rows.add(List.of(headings));
  }

  /** Adds a row with as many cells as there are headings. */
  void row(String... cells) {
    rows.add(List.of(cells));
  }

  /** Prints it, or a sentence if it has no rows. */
  void print(PrintWriter out, String ifEmpty) {
    if (rows.size() == 1) {
      out.println(ifEmpty);
      return;
    }
    int[] widths = IntStream.range(0, rows.getFirst().size()).map(this::width).toArray();
    rows.forEach(row -> out.println(line(row, widths)));
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = row.get(column);
      line.append(cell).repeat(" ", widths[column] - cell.length() + 2);
    }
    return line.toString().stripTrailing();
  }
}
