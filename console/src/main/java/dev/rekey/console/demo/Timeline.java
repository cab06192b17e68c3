package dev.rekey.console.demo;

import java.io.PrintWriter;
import java.util.Locale;

/** Tells what happens, with the seconds since the start. */
final class Timeline {
  private final PrintWriter out;
  private final long began = System.nanoTime();

  Timeline(PrintWriter out) {
    this.out = out;
  }

  /** The seconds since the start. */
  double seconds() {
    return (System.nanoTime() - began) / 1e9;
  }

  /** Something happened. */
  synchronized void tell(String phase, String what) {
    line(String.format(Locale.ROOT, "%6.1f s  %-9s %s", seconds(), phase, what));
  }

  /** A new chapter. */
  synchronized void chapter(String title) {
    line("");
    line(title);
  }

  /** A line without a time. */
  synchronized void line(String text) {
    out.println(text);
    out.flush();
  }
}
