package dev.rekey.console.runbook;

import dev.rekey.model.Word;
import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.incident.LegalClock;
import dev.rekey.model.incident.Milestone;
import dev.rekey.model.incident.ResponseMode;
import dev.rekey.model.incident.ResponseStep;
import dev.rekey.model.incident.Severity;
import dev.rekey.model.notice.Audience;
import java.io.StringReader;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Finds every mistake of a runbook at once, each with its line. */
public final class RunbookCheck {
  private static final Set<String> FIELDS =
      Pattern.compile(" ")
          .splitAsStream(
              "title kinds mode severity deadlines stability guard steps audiences clocks")
          .collect(Collectors.toUnmodifiableSet());

  private static final Set<String> DEADLINES =
      Set.of(
          "acknowledged",
          "contained",
          "stable",
          "recovered",
          "overlap",
          "decision",
          "silence",
          "review");

  private final List<Mistake> mistakes = new ArrayList<>();
  private final Map<String, Integer> steps = new LinkedHashMap<>();

  private RunbookCheck() {}

  /** All mistakes, in the order of their lines; none if it runs. */
  public static List<Mistake> of(String name, String text) {
    RunbookCheck check = new RunbookCheck();
    check.document(text);
    if (check.mistakes.isEmpty()) {
      check.otherwise(name, text);
    }
    return check.mistakes.stream().sorted(Comparator.comparingInt(Mistake::line)).toList();
  }

  /** What runs it has the last word. */
  private void otherwise(String name, String text) {
    try {
      RunbookDocument.parse(name, text);
    } catch (FaultyRunbookException e) {
      add(1, String.valueOf(e.getMessage()));
    }
  }

  private void document(String text) {
    String[] parts = text.split("(?m)^---$", 3);
    if (parts.length < 3 || !parts[0].isBlank()) {
      add(1, "it begins with front matter between two lines of ---");
      return;
    }
    int before = (int) parts[0].lines().count() + 1;
    try {
      Node front = new Yaml(new LoaderOptions()).compose(new StringReader(parts[1]));
      if (front instanceof MappingNode fields) {
        frontMatter(fields, before);
      } else {
        add(before, "its front matter has no fields");
      }
    } catch (MarkedYAMLException e) {
      int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine();
      add(before + line, "its front matter is no YAML");
    } catch (YAMLException e) {
      add(before, "its front matter is no YAML");
    }
    ProseCheck.of(parts[2], before + (int) parts[1].lines().count(), steps).forEach(mistakes::add);
  }

  private void frontMatter(MappingNode node, int offset) {
    Map<String, Node> fields = fields(node, offset);
    only(fields, FIELDS, offset);
    words(fields, "kinds", kinds(), offset);
    word(fields, "mode", words(ResponseMode.values(), ResponseMode::word), offset);
    Set<String> severities = new TreeSet<>(Set.of("by-tier"));
    severities.addAll(words(Severity.values(), Severity::name));
    word(fields, "severity", severities, offset);
    words(fields, "clocks", words(LegalClock.values(), LegalClock::word), offset);
    words(fields, "steps", words(ResponseStep.values(), ResponseStep::word), offset)
        .forEach((step, line) -> steps.put(step, line));
    times(inner(fields, "deadlines", DEADLINES, offset), DEADLINES, offset);
    limits(fields, offset);
    audiences(fields, offset);
  }

  private void limits(Map<String, Node> fields, int offset) {
    Map<String, Node> stability = inner(fields, "stability", Set.of("passes", "apart"), offset);
    times(stability, Set.of("apart"), offset);
    number(stability, "passes", 1, offset);
    Map<String, Node> guard = inner(fields, "guard", Set.of("critical-consumers", "veto"), offset);
    times(guard, Set.of("veto"), offset);
    number(guard, "critical-consumers", 0, offset);
  }

  private void audiences(Map<String, Node> fields, int offset) {
    Set<String> milestones = words(Milestone.values(), Word::of);
    if (fields.get("audiences") instanceof MappingNode told) {
      Map<String, Node> byMilestone = fields(told, offset);
      byMilestone.forEach(
          (milestone, audiences) -> {
            known(milestones, milestone, "milestone", line(audiences, offset));
            words(byMilestone, milestone, words(Audience.values(), Word::of), offset);
          });
    }
  }

  private static Set<String> kinds() {
    Set<String> kinds = new TreeSet<>(CredentialSpec.kinds());
    kinds.add(Runbooks.UNKNOWN);
    return kinds;
  }

  private Map<String, Node> fields(MappingNode node, int offset) {
    Map<String, Node> fields = new LinkedHashMap<>();
    for (NodeTuple one : node.getValue()) {
      String name = one.getKeyNode() instanceof ScalarNode key ? key.getValue() : "?";
      if (fields.put(name, one.getValueNode()) != null) {
        add(line(one.getKeyNode(), offset), name + " is there twice");
      }
    }
    return fields;
  }

  private void only(Map<String, Node> fields, Set<String> wanted, int offset) {
    fields.forEach((name, node) -> known(wanted, name, "field", line(node, offset)));
    new TreeSet<>(wanted)
        .stream()
            .filter(name -> !fields.containsKey(name))
            .forEach(name -> add(offset, name + " is missing"));
  }

  private Map<String, Node> inner(
      Map<String, Node> fields, String field, Set<String> wanted, int offset) {
    Node node = fields.get(field);
    if (!(node instanceof MappingNode mapping)) {
      if (node != null) {
        add(line(node, offset), field + " has no fields");
      }
      return Map.of();
    }
    Map<String, Node> inner = fields(mapping, offset);
    inner.forEach((name, one) -> known(wanted, name, "field", line(one, offset)));
    new TreeSet<>(wanted)
        .stream()
            .filter(name -> !inner.containsKey(name))
            .forEach(name -> add(line(node, offset), field + "." + name + " is missing"));
    return inner;
  }

  private void word(Map<String, Node> fields, String field, Set<String> known, int offset) {
    Node node = fields.get(field);
    if (node instanceof ScalarNode word) {
      known(known, word.getValue(), field, line(node, offset));
    } else if (node != null) {
      add(line(node, offset), field + " is one word");
    }
  }

  private Map<String, Integer> words(
      Map<String, Node> fields, String field, Set<String> known, int offset) {
    Map<String, Integer> words = new LinkedHashMap<>();
    Node node = fields.get(field);
    if (node instanceof SequenceNode list) {
      for (Node one : list.getValue()) {
        String word = one instanceof ScalarNode scalar ? scalar.getValue() : "?";
        known(known, word, "word for " + field, line(one, offset));
        if (words.put(word, line(one, offset)) != null) {
          add(line(one, offset), field + " names " + word + " twice");
        }
      }
    } else if (node != null) {
      add(line(node, offset), field + " is no list");
    }
    return words;
  }

  private void times(Map<String, Node> fields, Set<String> names, int offset) {
    for (String name : names) {
      if (fields.get(name) instanceof ScalarNode time) {
        try {
          if (Duration.parse(time.getValue()).isNegative()) {
            add(line(time, offset), name + " is before the signal");
          }
        } catch (DateTimeParseException e) {
          add(line(time, offset), name + " is no time such as PT60S or P5D");
        }
      }
    }
  }

  private void number(Map<String, Node> fields, String name, int least, int offset) {
    if (fields.get(name) instanceof ScalarNode number
        && !(number.getValue().matches("\\d{1,6}")
            && Integer.parseInt(number.getValue()) >= least)) {
      add(line(number, offset), name + " is a number from " + least + " on");
    }
  }

  private void known(Set<String> known, String word, String what, int line) {
    if (!known.contains(word)) {
      add(line, "unknown " + what + ": " + word + "; there are " + String.join(", ", known));
    }
  }

  private static int line(Node node, int offset) {
    return node.getStartMark().getLine() + offset;
  }

  private static <E> Set<String> words(E[] all, Function<E, String> word) {
    return Stream.of(all).map(word).collect(Collectors.toCollection(TreeSet::new));
  }

  private void add(int line, String text) {
    mistakes.add(new Mistake(line, text));
  }
}
