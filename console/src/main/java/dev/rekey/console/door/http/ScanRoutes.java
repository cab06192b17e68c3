package dev.rekey.console.door.http;

import dev.rekey.console.api.PrincipalKind;
import dev.rekey.console.api.ScanFinding;
import dev.rekey.console.api.ScanLine;
import dev.rekey.console.api.ScanReport;
import dev.rekey.console.door.Refusal;
import dev.rekey.console.door.access.Principal;
import dev.rekey.console.door.intake.Matched;
import dev.rekey.console.door.intake.Reporting;
import dev.rekey.console.door.intake.ScannedLeads;
import dev.rekey.model.incident.ReportSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Reports of scanners that somebody hands over. */
@RestController
final class ScanRoutes {
  private static final int MOST = 1_000;

  private final Reporting reporting;

  ScanRoutes(Reporting reporting) {
    this.reporting = reporting;
  }

  @PostMapping(path = "/v1/scans", consumes = MediaType.APPLICATION_JSON_VALUE)
  List<ScanLine> scan(@RequestBody ScanReport report, Caller caller) {
    if (report.findings().size() > MOST) {
      throw Refusal.badRequest("A report has at most " + MOST + " findings; send it in parts");
    }
    ReportSource source = source(caller.known());
    List<ScanLine> lines = new ArrayList<>();
    for (ScanFinding finding : report.findings()) {
      Matched matched = reporting.match(ScannedLeads.of(report.scanner(), finding));
      lines.add(line(matched, finding, report.dryRun() ? Optional.empty() : Optional.of(source)));
    }
    return lines;
  }

  /** What nobody enrolled and nobody verified is shown, and begins nothing. */
  private ScanLine line(Matched matched, ScanFinding finding, Optional<ReportSource> source) {
    boolean leak = !matched.secrets().isEmpty() || finding.verified();
    return new ScanLine(
        matched.lead().kind(),
        matched.place(),
        finding.verified(),
        matched.secrets(),
        source
            .filter(one -> leak)
            .map(one -> reporting.reportScanned(one, matched).incident().value()));
  }

  /** A person stands for what they hand over; a service is a machine. */
  private static ReportSource source(Principal caller) {
    return caller.kind() == PrincipalKind.PERSON
        ? new ReportSource.Person(caller.name())
        : new ReportSource.Detector(caller.name());
  }
}
