package dev.rekey.console.door.intake;

import dev.rekey.activities.secret.SecretValue;
import dev.rekey.console.door.incident.IncidentControl;
import dev.rekey.model.incident.CompromiseReport;
import dev.rekey.model.incident.IncidentReply.Opened;
import dev.rekey.model.incident.ReportSource;
import dev.rekey.model.trigger.Clue;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * From findings to incidents. Values become fingerprints first; each finding about an enrolled
 * credential is a signal of its own, and what nobody enrolled opens one incident for all of a
 * message.
 */
public final class Reporting {
  private static final int MOST_CLUES = 100;

  private final IntakePorts ports;
  private final IncidentControl incidents;
  private final Clock clock;

  /** Takes whom it asks. */
  public Reporting(IntakePorts ports, IncidentControl incidents, Clock clock) {
    this.ports = ports;
    this.incidents = incidents;
    this.clock = clock;
  }

  /** The finding without its value, and whose it is. */
  public Matched match(Lead lead) {
    List<Clue> clues =
        Stream.concat(
                lead.clues().stream(),
                lead.values().stream()
                    .map(value -> new Clue.Value(ports.fingerprint().apply(value))))
            .distinct()
            .toList();
    return new Matched(lead, clues, ports.matching().apply(clues));
  }

  /** Tells of a value that a scanner found: once, in however many places and reports it is. */
  public Opened reportScanned(ReportSource source, Matched one) {
    return incidents.report(report("scan", source, one.clues().toString(), one));
  }

  /** What a source said of several, in the order of the findings; orphans last, as one. */
  List<Opened> reportAll(String source, List<Matched> found, Optional<String> id) {
    List<Opened> opened = new ArrayList<>();
    List<Matched> orphans = found.stream().filter(one -> one.secrets().isEmpty()).toList();
    for (int i = 0; i < found.size(); i++) {
      Matched one = found.get(i);
      if (!one.secrets().isEmpty()) {
        int place = i;
        String content = id.map(known -> known + "/" + place).orElse(content(one));
        opened.add(
            incidents.report(report(source, new ReportSource.Detector(source), content, one)));
      }
    }
    if (!orphans.isEmpty()) {
      opened.add(orphans(source, orphans, id));
    }
    return opened;
  }

  private Opened orphans(String source, List<Matched> orphans, Optional<String> id) {
    Lead first = orphans.getFirst().lead();
    String content =
        id.map(known -> known + "/orphans")
            .orElseGet(() -> String.join("\n", orphans.stream().map(Reporting::content).toList()));
    String finding =
        orphans.size() == 1
            ? first.about()
            : orphans.size() + " values that nobody enrolled; the first: " + first.about();
    List<Clue> clues =
        orphans.stream().flatMap(one -> one.clues().stream()).limit(MOST_CLUES).toList();
    Matched all = new Matched(first, clues, List.of());
    return incidents.report(
        report(source, new ReportSource.Detector(source), content, finding, all));
  }

  /** The same finding again has the same content; no value is in it. */
  static String content(Matched one) {
    return one.lead().kind() + "\n" + one.lead().about() + "\n" + one.clues();
  }

  private CompromiseReport report(String prefix, ReportSource source, String content, Matched one) {
    return report(prefix, source, content, one.lead().about(), one);
  }

  /** The id of a signal is keyed: nobody can tell a value from it. */
  private CompromiseReport report(
      String prefix, ReportSource source, String content, String finding, Matched one) {
    return new CompromiseReport(
        prefix + "/" + ports.fingerprint().apply(SecretValue.of(prefix + "\n" + content)),
        source,
        finding,
        one.lead().exposedAt(),
        clock.instant(),
        List.of(),
        one.clues(),
        Optional.empty());
  }
}
