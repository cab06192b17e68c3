package dev.rekey.workflows.response;

import dev.rekey.model.incident.AtRisk;
import dev.rekey.model.incident.CompromiseReport;
import dev.rekey.model.incident.Runbook;

/** The documents that execute, as they came with the program that starts responses. */
@FunctionalInterface
public interface RunbookShelf {
  /** What is done while nobody knows whose credential it is. */
  String UNKNOWN = "unknown";

  /** The one for this kind of credential; the one for the unknown where there is none. */
  Runbook of(String kind);

  /** The one for the credentials of a report. */
  default Runbook of(CompromiseReport report) {
    return of(
        report.atRisk().stream()
            .findFirst()
            .map(AtRisk::credential)
            .map(credential -> credential.kind())
            .orElse(UNKNOWN));
  }
}
