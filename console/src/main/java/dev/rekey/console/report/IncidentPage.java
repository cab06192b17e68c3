package dev.rekey.console.report;

import dev.rekey.console.api.IncidentReport;
import dev.rekey.model.report.ReportPage;
import dev.rekey.model.report.ReportPage.Section;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** The report of an incident as a page. */
public final class IncidentPage {
  private IncidentPage() {}

  /** The page of a report. */
  public static ReportPage of(IncidentReport report) {
    return new ReportPage(
        "Incident " + report.id(),
        Optional.empty(),
        Optional.empty(),
        List.of(
            overview(report),
            measures(report),
            credentials(report),
            outages(report),
            rootCause(report),
            remedies(report),
            gaps(report),
            proofs(report),
            people(report),
            notices(report),
            clocks(report),
            timeline(report),
            evidence(report)));
  }

  private static Section credentials(IncidentReport report) {
    return new Section(
        "Impact: credentials",
        List.of("credential", "last step done"),
        report.credentials().stream().map(one -> List.of(one.credential(), one.done())).toList(),
        "No enrolled credential is known to be concerned.");
  }

  private static Section outages(IncidentReport report) {
    return new Section(
        "Impact: who was cut off",
        List.of("consumer", "credential", "from", "until", "accepted by"),
        report.outages().stream()
            .map(
                one ->
                    List.of(
                        one.consumer(),
                        one.credential(),
                        time(one.from()),
                        one.until().map(IncidentPage::time).orElse("not back yet"),
                        one.accepted()))
            .toList(),
        "No registered consumer was, or all had moved on before.");
  }

  private static Section rootCause(IncidentReport report) {
    return new Section(
        "Root cause",
        List.of("what", "said"),
        report.cause().stream().flatMap(IncidentPage::cause).toList(),
        "Not on record. The incident does not close before.");
  }

  private static Section remedies(IncidentReport report) {
    return new Section(
        "Remediation",
        List.of("what", "owner", "due"),
        report.remedies().stream().map(one -> List.of(one.what(), one.owner(), one.due())).toList(),
        "Nothing is on record.");
  }

  private static Section gaps(IncidentReport report) {
    return new Section(
        "Gaps",
        List.of("what is not known, not done or not told"),
        report.gaps().stream().map(List::of).toList(),
        "None is known.");
  }

  private static Section clocks(IncidentReport report) {
    return new Section(
        "Legal clocks (whether one applies is people's word)",
        List.of("what", "until"),
        report.clocks().stream().map(one -> List.of(one.title(), time(one.due()))).toList(),
        "The runbook names none.");
  }

  private static Section evidence(IncidentReport report) {
    return new Section(
        "Evidence",
        List.of("leaf of the evidence log"),
        report.evidence().stream().map(List::of).toList(),
        "Nothing was written down.");
  }

  private static Section overview(IncidentReport report) {
    return new Section(
        "Overview",
        List.of("what", "value"),
        List.of(
            List.of("state", report.state()),
            List.of("severity", report.severity()),
            List.of("mode", report.mode()),
            List.of("lead", report.lead().orElse("nobody")),
            List.of("runbook", report.runbook().name() + ": " + report.runbook().title()),
            List.of("runbook's SHA-256", report.runbook().digest()),
            List.of("people left out", Integer.toString(report.leftOut())),
            List.of(
                "open questions",
                report.questions().isEmpty() ? "none" : String.join("; ", report.questions())),
            List.of("report made", time(report.madeAt()))),
        "");
  }

  private static Section measures(IncidentReport report) {
    return new Section(
        "Durations",
        List.of("name", "meaning", "measured"),
        report.measures().stream()
            .map(one -> List.of(one.name(), one.meaning(), seconds(one.seconds())))
            .toList(),
        "");
  }

  private static java.util.stream.Stream<List<String>> cause(IncidentReport.Cause cause) {
    return java.util.stream.Stream.of(
        List.of("cause", cause.cause()),
        List.of("category", cause.category()),
        List.of("detected by", cause.detectedBy().isBlank() ? "not said" : cause.detectedBy()));
  }

  private static Section proofs(IncidentReport report) {
    return new Section(
        "What was shown, and where",
        List.of("at", "step", "performed by", "credentials", "finding", "facts"),
        report.proofs().stream()
            .map(
                one ->
                    List.of(
                        time(one.at()),
                        one.step(),
                        one.performedBy(),
                        String.join(", ", one.credentials()),
                        one.finding(),
                        String.join("; ", one.facts())))
            .toList(),
        "Nothing yet.");
  }

  private static Section people(IncidentReport report) {
    return new Section(
        "People and decisions",
        List.of("at", "who", "what"),
        report.decisions().stream()
            .map(
                one ->
                    List.of(
                        time(one.at()), one.by(), (one.refused() ? "REFUSED: " : "") + one.what()))
            .toList(),
        "Nobody decided anything.");
  }

  private static Section notices(IncidentReport report) {
    return new Section(
        "Notices and receipts",
        List.of("at", "about", "channel", "recipient", "outcome"),
        report.notices().stream()
            .map(
                one ->
                    List.of(
                        time(one.at()), one.about(), one.channel(), one.recipient(), one.outcome()))
            .toList(),
        "Nobody was told.");
  }

  private static Section timeline(IncidentReport report) {
    return new Section(
        "Timeline",
        List.of("at", "by", "what", "text", "facts"),
        report.timeline().stream()
            .map(
                one ->
                    List.of(
                        time(one.at()),
                        one.by(),
                        one.what(),
                        one.text(),
                        String.join("; ", one.facts())))
            .toList(),
        "Nothing was written down.");
  }

  private static String seconds(Optional<Double> seconds) {
    return seconds.map(one -> one + " s" + minutes(one)).orElse("not measured");
  }

  private static String minutes(double seconds) {
    long whole = Math.round(seconds);
    return whole < 120 ? "" : " (" + Duration.ofSeconds(whole).toMinutes() + " min)";
  }

  private static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
