package dev.rekey.workflows.response;

import dev.rekey.model.incident.CompromiseReport;
import dev.rekey.model.incident.IncidentReply.Opened;
import dev.rekey.model.incident.IncidentRequest;
import java.util.Optional;

/**
 * From a report to a response that has it. First the ledger, then Temporal: what was accepted is
 * not lost while Temporal is away, and whoever tries again finds the same incident.
 */
public final class Declarations {
  private final IncidentBook book;
  private final Responses responses;
  private final RunbookShelf runbooks;

  /** Takes the ledger, the server where responses run, and what they execute. */
  public Declarations(IncidentBook book, Responses responses, RunbookShelf runbooks) {
    this.book = book;
    this.responses = responses;
    this.runbooks = runbooks;
  }

  /** Accepts it, and has its response begin or hear of it. */
  public Opened declare(CompromiseReport report) {
    return begin(accept(report));
  }

  /** Accepts it: when this returns, an incident exists. */
  public Opened accept(CompromiseReport report) {
    return book.open(new IncidentRequest.Open(report, Optional.empty()));
  }

  /** Has the response of an accepted report begin or hear of it. May run twice. */
  public Opened begin(Opened accepted) {
    Opened latest = accepted;
    while (!latest.heard() && !told(latest)) {
      latest = book.open(new IncidentRequest.Open(latest.report(), Optional.of(latest.incident())));
    }
    return latest;
  }

  private boolean told(Opened opened) {
    CompromiseReport report = opened.report();
    boolean has = responses.report(opened.incident(), report, runbooks.of(report));
    if (has) {
      book.heard(report.signal());
    }
    return has;
  }
}
