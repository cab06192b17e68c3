package dev.rekey.console.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Guesses what was meant by a name that nobody knows. */
final class Suggestion {
  private Suggestion() {}

  /** The known name that is nearest to the unknown one, if any is near. */
  static Optional<String> of(String unknown, List<String> known) {
    String wanted = unknown.toLowerCase(Locale.ROOT);
    return known.stream()
        .filter(name -> near(wanted, name.toLowerCase(Locale.ROOT)))
        .min(Comparator.comparingInt(name -> distance(wanted, name.toLowerCase(Locale.ROOT))));
  }

  private static boolean near(String wanted, String name) {
    return distance(wanted, name) <= Math.max(2, wanted.length() / 3)
        || (wanted.length() > 2 && name.contains(wanted));
  }

  /** How many letters must be changed, added or left out (Levenshtein). */
  private static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      next(row, from.charAt(i - 1), to, i);
    }
    return row[to.length()];
  }

  private static void next(int[] row, char letter, String to, int i) {
    int diagonal = row[0];
    row[0] = i;
    for (int j = 1; j <= to.length(); j++) {
      int replaced = diagonal + (letter == to.charAt(j - 1) ? 0 : 1);
      diagonal = row[j];
      row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
    }
  }
}
