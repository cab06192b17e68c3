package dev.rekey.console.runbook;

import dev.rekey.model.incident.ResponseStep;
import java.util.EnumMap;
import java.util.Map;

/** The sections of a document, by the step that each is about. */
final class Prose {
  private Prose() {}

  static Map<ResponseStep, String> of(String document, String text) {
    Map<ResponseStep, String> sections = new EnumMap<>(ResponseStep.class);
    String[] parts = text.split("(?m)^## ", -1);
    for (int i = 1; i < parts.length; i++) {
      String title = parts[i].lines().findFirst().orElse("").strip();
      ResponseStep step =
          ResponseStep.of(title)
              .orElseThrow(
                  () -> new FaultyRunbookException(document, "it explains no step: " + title));
      sections.put(step, parts[i].substring(title.length()).strip());
    }
    return sections;
  }
}
