package dev.rekey.console.runbook;

import dev.rekey.model.Sha256;
import dev.rekey.model.Word;
import dev.rekey.model.incident.LegalClock;
import dev.rekey.model.incident.Milestone;
import dev.rekey.model.incident.ResponseMode;
import dev.rekey.model.incident.ResponseStep;
import dev.rekey.model.incident.Runbook;
import dev.rekey.model.incident.Severity;
import dev.rekey.model.notice.Audience;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads a runbook: front matter in YAML, then a section of prose for each of its steps. */
final class RunbookDocument {
  private final String name;
  private final Fields fields;
  private final Map<ResponseStep, String> prose;
  private final String digest;

  private RunbookDocument(String name, String text) {
    this.name = name;
    String[] parts = text.split("(?m)^---$", 3);
    if (parts.length < 3 || !parts[0].isBlank()) {
      throw new FaultyRunbookException(
          name, "it begins with front matter between two lines of ---");
    }
    try {
      Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
      this.fields = new Fields(name, yaml.load(parts[1]));
    } catch (YAMLException e) {
      throw new FaultyRunbookException(name, "its front matter is no YAML");
    }
    this.prose = Prose.of(name, parts[2]);
    this.digest = Sha256.hex(text);
  }

  /**
   * Reads it.
   *
   * @throws FaultyRunbookException with what is wrong with it
   */
  static Runbook parse(String name, String text) {
    return new RunbookDocument(name, text).runbook();
  }

  private Runbook runbook() {
    List<ResponseStep> steps = fields.words("steps").stream().map(this::step).toList();
    for (ResponseStep step : steps) {
      if (prose.getOrDefault(step, "").isBlank()) {
        throw new FaultyRunbookException(name, "its step " + step.word() + " has no prose");
      }
    }
    return new Runbook(
        name,
        digest,
        fields.text("title"),
        fields.words("kinds"),
        mode(fields.text("mode")),
        severity(fields.text("severity")),
        deadlines(fields.in("deadlines")),
        stability(fields.in("stability")),
        guard(fields.in("guard")),
        steps,
        audiences(fields.in("audiences")),
        fields.words("clocks").stream().map(this::clock).toList(),
        prose);
  }

  private ResponseStep step(String word) {
    return ResponseStep.of(word).orElseThrow(() -> unknown("step", word));
  }

  private LegalClock clock(String word) {
    return LegalClock.of(word).orElseThrow(() -> unknown("clock", word));
  }

  private ResponseMode mode(String word) {
    return ResponseMode.of(word).orElseThrow(() -> unknown("mode", word));
  }

  private Optional<Severity> severity(String word) {
    if (word.equals("by-tier")) {
      return Optional.empty();
    }
    return Optional.of(
        Stream.of(Severity.values())
            .filter(severity -> severity.name().equals(word))
            .findFirst()
            .orElseThrow(() -> unknown("severity", word)));
  }

  private Runbook.Deadlines deadlines(Fields given) {
    return new Runbook.Deadlines(
        time(given, "acknowledged"),
        time(given, "contained"),
        time(given, "stable"),
        time(given, "recovered"),
        time(given, "overlap"),
        time(given, "decision"),
        time(given, "silence"),
        time(given, "review"));
  }

  private Runbook.Stability stability(Fields given) {
    return new Runbook.Stability(given.number("passes"), time(given, "apart"));
  }

  private Runbook.Guard guard(Fields given) {
    return new Runbook.Guard(given.number("critical-consumers"), time(given, "veto"));
  }

  private Map<Milestone, List<Audience>> audiences(Fields given) {
    Map<Milestone, List<Audience>> known = new EnumMap<>(Milestone.class);
    for (String milestone : given.names()) {
      known.put(
          constant(Milestone.class, milestone),
          given.words(milestone).stream().map(one -> constant(Audience.class, one)).toList());
    }
    return known;
  }

  private <E extends Enum<E>> E constant(Class<E> type, String word) {
    return Stream.of(type.getEnumConstants())
        .filter(one -> Word.of(one).equals(word))
        .findFirst()
        .orElseThrow(() -> unknown(Word.of(type.getSimpleName()), word));
  }

  private Duration time(Fields given, String field) {
    String text = given.text(field);
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException e) {
      throw new FaultyRunbookException(name, field + " is no time such as PT60S or P5D");
    }
  }

  private FaultyRunbookException unknown(String what, String word) {
    return new FaultyRunbookException(name, "it names an unknown " + what + ": " + word);
  }
}
