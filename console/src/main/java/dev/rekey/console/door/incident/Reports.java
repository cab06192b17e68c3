package dev.rekey.console.door.incident;

import dev.rekey.console.api.IncidentLine;
import dev.rekey.console.api.IncidentReport;
import dev.rekey.console.api.IncidentReport.Outage;
import dev.rekey.console.api.NoticeTold;
import dev.rekey.model.Word;
import dev.rekey.model.incident.IncidentView;
import dev.rekey.model.incident.LegalClock;
import dev.rekey.model.incident.Milestone;
import dev.rekey.model.incident.ResponseStep;
import dev.rekey.model.incident.TimelineEntry;
import dev.rekey.model.incident.TimelineEntry.Kind;
import dev.rekey.model.notice.NoticeRecord;
import dev.rekey.model.rotation.Fact;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Makes the report of an incident out of what is on record. */
public final class Reports {
  private static final Set<ResponseStep> SHOWING =
      EnumSet.of(
          ResponseStep.CONTAIN,
          ResponseStep.STABILIZE,
          ResponseStep.PROVE,
          ResponseStep.HUNT,
          ResponseStep.WATCH);

  private final IncidentView view;
  private final List<NoticeRecord> notices;
  private final List<NoticeTold> told;
  private final List<IncidentLine> lines;
  private final List<Outage> outages;

  private Reports(
      IncidentView view,
      List<NoticeRecord> notices,
      List<NoticeTold> told,
      List<IncidentLine> lines,
      List<Outage> outages) {
    this.view = view;
    this.notices = notices;
    this.told = told;
    this.lines =
        Stream.concat(lines.stream(), outages.stream().flatMap(CutOff::lines))
            .sorted(Comparator.comparing(IncidentLine::at))
            .toList();
    this.outages = outages;
  }

  /**
   * Makes it.
   *
   * @param view the incident, with its timeline
   * @param notices what was told
   * @param told the same, line by line
   * @param lines the timeline, line by line
   * @param cut who was cut off
   * @param title of the runbook
   * @param emulated where AWS is answered from, if it is not AWS
   */
  public static IncidentReport of(
      IncidentView view,
      List<NoticeRecord> notices,
      List<NoticeTold> told,
      List<IncidentLine> lines,
      CutOff cut,
      String title,
      Optional<String> emulated,
      Instant now) {
    return new Reports(view, notices, told, lines, cut.by(view)).report(title, emulated, now);
  }

  private IncidentReport report(String title, Optional<String> emulated, Instant now) {
    return new IncidentReport(
        IncidentReport.SCHEMA,
        view.id().value(),
        now,
        Word.of(view.state()),
        view.severity().name(),
        view.mode().word(),
        document(title),
        view.lead(),
        view.suspects().size(),
        measures(),
        credentials(),
        outages,
        of(Kind.STEP).filter(Reports::shows).map(Reports::proof).toList(),
        new ReportGaps(view, told, emulated).all(),
        told,
        decisions(),
        view.questions().stream().map(one -> one.id() + ": " + one.text()).toList(),
        clocks(),
        cause(),
        remedies(),
        lines,
        evidence());
  }

  private Optional<IncidentReport.Cause> cause() {
    return view.cause()
        .map(
            one ->
                new IncidentReport.Cause(one.cause(), Word.of(one.category()), one.detectedBy()));
  }

  private List<IncidentReport.Remedy> remedies() {
    return view.remedies().stream()
        .map(one -> new IncidentReport.Remedy(one.what(), one.owner(), one.due().toString()))
        .toList();
  }

  private IncidentReport.Document document(String title) {
    String[] parts = view.runbook().split("@", 2);
    return new IncidentReport.Document(parts[0], title, parts.length > 1 ? parts[1] : "");
  }

  private List<IncidentReport.Measure> measures() {
    IncidentView.Durations known = view.durations();
    return List.of(
        new IncidentReport.Measure(
            "TTD", "from the exposure to the accepted signal", seconds(known.toDetect())),
        new IncidentReport.Measure(
            "TTN",
            "from the accepted signal to the first receipt of a notice",
            seconds(known.toNotify().or(this::firstReceipt))),
        new IncidentReport.Measure(
            "TTA",
            "from the accepted signal until somebody said that they had it",
            seconds(acknowledged())),
        new IncidentReport.Measure("TTC", toContain(), seconds(known.toContain())),
        new IncidentReport.Measure(
            "TTR",
            "from the accepted signal to the last replacement in use",
            seconds(known.toRecover())));
  }

  private String toContain() {
    boolean foreign =
        view.timeline().stream().anyMatch(one -> one.by().equals(TimelineEntry.OUT_OF_BAND));
    return "from the accepted signal to the last refusal seen"
        + (foreign ? "; not Rekey's work alone, for some of it was done out of band" : "");
  }

  /** The response hears of receipts once all channels have answered; the ledger knows each. */
  private Optional<Duration> firstReceipt() {
    Optional<Instant> first =
        told.stream().filter(NoticeTold::delivered).map(NoticeTold::at).min(Instant::compareTo);
    return view.timeline().isEmpty()
        ? Optional.empty()
        : first
            .map(at -> Duration.between(view.timeline().getFirst().at(), at))
            .filter(passed -> !passed.isNegative());
  }

  private Optional<Duration> acknowledged() {
    return view.timeline().stream()
        .filter(one -> one.milestone().filter(Milestone.ACKNOWLEDGED::equals).isPresent())
        .findFirst()
        .map(taken -> Duration.between(view.timeline().getFirst().at(), taken.at()));
  }

  private List<IncidentReport.Standing> credentials() {
    return view.credentials().entrySet().stream()
        .map(
            one ->
                new IncidentReport.Standing(
                    one.getKey().value(),
                    one.getValue().map(ResponseStep::word).orElse("nothing yet")))
        .sorted(Comparator.comparing(IncidentReport.Standing::credential))
        .toList();
  }

  private static boolean shows(TimelineEntry entry) {
    return entry.step().filter(SHOWING::contains).isPresent();
  }

  private static IncidentReport.Proof proof(TimelineEntry entry) {
    return new IncidentReport.Proof(
        entry.at(),
        entry.step().map(ResponseStep::word).orElse(""),
        entry.by(),
        entry.secrets().stream().map(Object::toString).sorted().toList(),
        entry.text(),
        entry.facts().stream().map(Reports::words).toList());
  }

  private static String words(Fact fact) {
    return fact.what() + " at " + fact.where() + ", " + fact.at();
  }

  private List<IncidentReport.Decision> decisions() {
    return view.timeline().stream()
        .filter(one -> one.kind() == Kind.DECISION || one.kind() == Kind.REFUSAL)
        .map(
            one ->
                new IncidentReport.Decision(
                    one.at(), one.by(), one.kind() == Kind.REFUSAL, one.text()))
        .toList();
  }

  private List<IncidentReport.Clock> clocks() {
    return view.clocks().entrySet().stream()
        .sorted(Map.Entry.<LegalClock, Instant>comparingByValue().thenComparing(Map.Entry::getKey))
        .map(one -> new IncidentReport.Clock(one.getKey().title(), one.getValue()))
        .toList();
  }

  private Stream<TimelineEntry> of(Kind kind) {
    return view.timeline().stream().filter(one -> one.kind() == kind);
  }

  /** As the entries are named where they were written down. */
  private List<String> evidence() {
    Stream<String> timeline =
        view.timeline().stream().map(one -> "incident/" + view.id() + "/" + one.number());
    Stream<String> receipts =
        notices.stream()
            .flatMap(
                notice ->
                    notice.letters().stream()
                        .filter(letter -> letter.outcome().isPresent())
                        .map(
                            letter ->
                                "notice/"
                                    + notice.id()
                                    + "/"
                                    + letter.channel()
                                    + "/"
                                    + letter.recipient()));
    return Stream.concat(timeline, receipts).toList();
  }

  private static Optional<Double> seconds(Optional<Duration> time) {
    return time.map(passed -> passed.toMillis() / 1000.0);
  }
}
