package dev.rekey.console.runbook;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Each step of a runbook is explained, once, and nothing else is. */
final class ProseCheck {
  private final Map<String, Integer> steps;
  private final List<Mistake> mistakes = new ArrayList<>();

  private ProseCheck(Map<String, Integer> steps) {
    this.steps = steps;
  }

  /**
   * What is wrong with it.
   *
   * @param before how many lines of the document come before
   * @param steps what is to be explained, and where it is named
   */
  static List<Mistake> of(String text, int before, Map<String, Integer> steps) {
    ProseCheck check = new ProseCheck(steps);
    check.all(text.lines().toList(), before);
    return check.mistakes;
  }

  private void all(List<String> lines, int before) {
    Set<String> explained = new HashSet<>();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith("## ")) {
        String title = lines.get(i).substring(3).strip();
        section(title, blank(lines, i + 1), explained.add(title), before + i);
      }
    }
    steps.forEach(
        (step, line) -> {
          if (!explained.contains(step)) {
            mistakes.add(new Mistake(line, "the step " + step + " has no prose"));
          }
        });
  }

  private static boolean blank(List<String> lines, int from) {
    return lines.stream()
        .skip(from)
        .takeWhile(line -> !line.startsWith("## "))
        .allMatch(String::isBlank);
  }

  private void section(String title, boolean blank, boolean first, int line) {
    if (!steps.isEmpty() && !steps.containsKey(title)) {
      mistakes.add(new Mistake(line, "it explains no step of its own: " + title));
    } else if (blank) {
      mistakes.add(new Mistake(line, "the step " + title + " has no prose"));
    } else if (!first) {
      mistakes.add(new Mistake(line, "it explains " + title + " twice"));
    }
  }
}
