package dev.rekey.console.embedded.incident;

import dev.rekey.activities.incident.Incidents;
import dev.rekey.activities.inventory.AtRiskCredentials;
import dev.rekey.activities.ledger.Ledger;
import dev.rekey.console.api.IncidentDeclaration;
import dev.rekey.console.api.IncidentDeclared;
import dev.rekey.console.door.Refusal;
import dev.rekey.console.door.incident.IncidentControl;
import dev.rekey.console.runbook.Runbooks;
import dev.rekey.model.incident.AtRisk;
import dev.rekey.model.incident.CompromiseReport;
import dev.rekey.model.incident.Decision;
import dev.rekey.model.incident.IncidentId;
import dev.rekey.model.incident.IncidentReply;
import dev.rekey.model.incident.IncidentRequest;
import dev.rekey.model.incident.IncidentView;
import dev.rekey.model.incident.ReportSource;
import dev.rekey.model.incident.Runbook;
import dev.rekey.model.trigger.Clue;
import dev.rekey.workflows.response.Responses;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.failure.ApplicationFailure;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.http.HttpStatus;

/** The ledger says which incident it is, and holds its credentials; then the response starts. */
public final class TemporalIncidents implements IncidentControl {
  /** Without an answer for so long, the ledger's own word is shown. */
  private static final int PATIENCE_SECONDS = 3;

  private final Incidents incidents;
  private final AtRiskCredentials credentials;
  private final Responses responses;
  private final Runbooks runbooks = Runbooks.load();

  /** Takes the ledger, and the server where responses run. */
  public TemporalIncidents(Ledger ledger, WorkflowClient client) {
    this.incidents = new Incidents(ledger);
    this.credentials = new AtRiskCredentials(ledger);
    this.responses = new Responses(client);
  }

  @Override
  public IncidentDeclared declare(
      String signal, IncidentDeclaration declaration, String by, Instant at) {
    List<Clue> clues =
        declaration.secrets().stream()
            .<Clue>map(secret -> new Clue.Secret(secret.value()))
            .toList();
    List<AtRisk> atRisk = credentials.of(clues);
    CompromiseReport report =
        new CompromiseReport(
            signal,
            new ReportSource.Person(by),
            declaration.finding(),
            declaration.exposedAt(),
            at,
            atRisk,
            clues,
            declaration.mode());
    String kind = atRisk.isEmpty() ? Runbooks.UNKNOWN : atRisk.getFirst().credential().kind();
    return switch (incidents.run(new IncidentRequest.Open(report))) {
      case IncidentReply.Opened opened -> started(opened, report, kind);
      case IncidentReply.Written written -> throw silent();
      case IncidentReply.Known known -> throw silent();
      case IncidentReply.Failed failed -> throw silent();
    };
  }

  private IncidentDeclared started(
      IncidentReply.Opened opened, CompromiseReport report, String kind) {
    try {
      responses.report(opened.incident(), report, runbooks.of(kind));
      return new IncidentDeclared(opened.incident().value(), opened.joined());
    } catch (StatusRuntimeException | WorkflowException e) {
      throw silent();
    }
  }

  @Override
  public List<IncidentView> all() {
    return incidents.all();
  }

  @Override
  public Optional<IncidentView> find(IncidentId id) {
    return incidents.find(id).map(known -> known.state().isEnd() ? known : asOfNow(known));
  }

  /** The ledger has it as of its last line; who decides wants to see what is so now. */
  private IncidentView asOfNow(IncidentView known) {
    return CompletableFuture.supplyAsync(() -> responses.of(known.id()).view())
        .completeOnTimeout(known, PATIENCE_SECONDS, TimeUnit.SECONDS)
        .exceptionally(silent -> known)
        .join();
  }

  @Override
  public String runbookTitle(String runbook) {
    return runbooks.all().stream()
        .filter(one -> runbook.equals(one.name() + "@" + one.digest()))
        .map(Runbook::title)
        .findFirst()
        .orElse("another version than this server has");
  }

  @Override
  public void decide(IncidentId id, Decision decision) {
    try {
      responses.decide(id, decision);
    } catch (WorkflowNotFoundException over) {
      throw Refusal.conflict("OVER", id + " is over; nothing was changed", "Declare a new one.");
    } catch (WorkflowUpdateException declined) {
      throw declined.getCause() instanceof ApplicationFailure ours
          ? Refusal.conflict(
              "DECLINED", "" + ours.getOriginalMessage(), "See 'rekey incident show " + id + "'.")
          : silent();
    } catch (StatusRuntimeException | WorkflowException e) {
      throw silent();
    }
  }

  private static Refusal silent() {
    return new Refusal(
        HttpStatus.SERVICE_UNAVAILABLE,
        "TEMPORAL_UNAVAILABLE",
        "Temporal or its worker gave no answer; whether it was reached is unknown",
        "Look at 'rekey incident list', then try again: the same incident is joined.");
  }
}
