package dev.rekey.console.embedded.incident;

import dev.rekey.activities.incident.IncidentSignals;
import dev.rekey.activities.incident.Incidents;
import dev.rekey.activities.ledger.Ledger;
import dev.rekey.console.api.IncidentDeclaration;
import dev.rekey.console.api.IncidentDeclared;
import dev.rekey.console.door.Refusal;
import dev.rekey.console.door.incident.IncidentControl;
import dev.rekey.console.runbook.Runbooks;
import dev.rekey.model.incident.CompromiseReport;
import dev.rekey.model.incident.Decision;
import dev.rekey.model.incident.IncidentId;
import dev.rekey.model.incident.IncidentReply.Opened;
import dev.rekey.model.incident.IncidentView;
import dev.rekey.model.incident.ReportSource;
import dev.rekey.model.incident.Runbook;
import dev.rekey.model.trigger.Clue;
import dev.rekey.workflows.response.Declarations;
import dev.rekey.workflows.response.Responses;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;

/**
 * The ledger says which incident it is, and holds its credentials; then the response starts. While
 * Temporal is away the first half is enough: the other one is made up for.
 */
public final class TemporalIncidents implements IncidentControl, AutoCloseable {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(2);
  private static final Logger LOG = LoggerFactory.getLogger(TemporalIncidents.class);

  /** A person may look again; nothing is lost. */
  private static final long BEGIN_SECONDS = 15;

  /** Without an answer for so long, the ledger's own word is shown. */
  private static final int PATIENCE_SECONDS = 3;

  private final Incidents incidents;
  private final Responses responses;
  private final Runbooks runbooks = Runbooks.load();
  private final Declarations declarations;
  private final Unheard unheard;
  private final ExecutorService beside = Executors.newVirtualThreadPerTaskExecutor();

  /** Takes the ledger, and the server where responses run. */
  public TemporalIncidents(Ledger ledger, WorkflowClient client) {
    IncidentSignals signals = new IncidentSignals(ledger);
    this.incidents = new Incidents(ledger);
    this.responses = new Responses(client);
    this.declarations = new Declarations(new LedgerIncidentBook(signals), responses, runbooks);
    this.unheard = new Unheard(signals, declarations, LOOK_EVERY);
  }

  @Override
  public IncidentDeclared declare(
      String signal, IncidentDeclaration declaration, String by, Instant at) {
    Opened accepted =
        declarations.accept(
            new CompromiseReport(
                signal,
                new ReportSource.Person(by),
                declaration.finding(),
                declaration.exposedAt(),
                at,
                List.of(),
                declaration.secrets().stream()
                    .<Clue>map(secret -> new Clue.Secret(secret.value()))
                    .toList(),
                declaration.mode()));
    return begun(accepted);
  }

  @Override
  public Opened report(CompromiseReport report) {
    Opened accepted = declarations.accept(report);
    if (!accepted.heard()) {
      beside.execute(() -> beginBeside(accepted));
    }
    return accepted;
  }

  private void beginBeside(Opened accepted) {
    try {
      declarations.begin(accepted);
    } catch (RuntimeException e) {
      LOG.warn("{} begins when Temporal answers: {}", accepted.incident(), e.getClass().getName());
    }
  }

  private IncidentDeclared begun(Opened accepted) {
    try {
      Opened begun =
          CompletableFuture.supplyAsync(() -> declarations.begin(accepted), beside)
              .get(BEGIN_SECONDS, TimeUnit.SECONDS);
      return new IncidentDeclared(begun.incident().value(), accepted.joined(), true);
    } catch (ExecutionException | TimeoutException away) {
      return new IncidentDeclared(accepted.incident().value(), accepted.joined(), false);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new IncidentDeclared(accepted.incident().value(), accepted.joined(), false);
    }
  }

  @Override
  public void close() {
    unheard.close();
    beside.shutdownNow();
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
