package dev.rekey.console.embedded.incident;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.rekey.console.api.TriggerTaken;
import dev.rekey.console.api.TriggerTaken.Became;
import dev.rekey.console.door.Refusal;
import dev.rekey.console.door.signal.EventTaking;
import dev.rekey.model.incident.IncidentId;
import dev.rekey.model.trigger.Trigger;
import dev.rekey.workflows.trigger.Events;
import dev.rekey.workflows.trigger.NotUnderstoodException;
import dev.rekey.workflows.trigger.TriggerReport;
import dev.rekey.workflows.trigger.TriggerWorkflow;
import dev.rekey.workflows.trigger.Triggers;
import dev.rekey.workflows.worker.Wire;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.http.HttpStatus;

/** Does with an event what the trigger function does, and says what came of it. */
public final class TemporalEvents implements EventTaking {
  /** For all that an event asks for; what takes longer goes on by itself. */
  private static final long PATIENCE_SECONDS = 15;

  private final Events events;
  private final WorkflowClient client;

  /**
   * Takes the server where triggers are seen to.
   *
   * @param environment says who may write secrets, as the trigger function's does
   */
  public TemporalEvents(WorkflowClient client, Map<String, String> environment) {
    this.events = Events.of(environment);
    this.client = client;
  }

  private record Begun(Trigger trigger, boolean before) {}

  @Override
  public List<TriggerTaken> take(String event) {
    List<Begun> begun = new ArrayList<>();
    for (Trigger trigger : read(event)) {
      begun.add(new Begun(trigger, !start(trigger)));
    }
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    return begun.stream().map(one -> taken(one, until - System.nanoTime())).toList();
  }

  private List<Trigger> read(String event) {
    try {
      JsonNode json = Wire.mapper().readTree(event);
      return events.read(json);
    } catch (JsonProcessingException broken) { // its message quotes the text
      throw Refusal.badRequest("The event is no JSON; nothing was changed");
    } catch (NotUnderstoodException unknown) {
      throw Refusal.badRequest(unknown.getMessage() + "; nothing was changed");
    }
  }

  private boolean start(Trigger trigger) {
    try {
      return new Triggers(client).start(trigger);
    } catch (StatusRuntimeException | WorkflowException away) { // their words quote what we sent
      throw new Refusal(
          HttpStatus.SERVICE_UNAVAILABLE,
          "TEMPORAL_UNAVAILABLE",
          "Temporal gave no answer; whether it took the event is unknown",
          "Send it again: what it asks for happens once.");
    }
  }

  private TriggerTaken taken(Begun begun, long nanoseconds) {
    Trigger trigger = begun.trigger();
    Optional<TriggerReport> report = report(trigger, Math.max(1, nanoseconds));
    return new TriggerTaken(
        trigger.id(),
        report.map(said -> became(trigger, said)).orElse(Became.UNDERWAY),
        begun.before() || report.filter(TriggerReport::repeated).isPresent(),
        report.map(TriggerReport::known).orElse(List.of()),
        report.flatMap(TriggerReport::incident).map(IncidentId::value));
  }

  private Optional<TriggerReport> report(Trigger trigger, long nanoseconds) {
    try {
      return Optional.of(
          client
              .newUntypedWorkflowStub(TriggerWorkflow.id(trigger))
              .getResult(nanoseconds, TimeUnit.NANOSECONDS, TriggerReport.class));
    } catch (TimeoutException | StatusRuntimeException | WorkflowException later) {
      return Optional.empty(); // it was taken; the workflow says the rest
    }
  }

  private static Became became(Trigger trigger, TriggerReport said) {
    return switch (trigger) {
      case Trigger.Sweep sweep -> Became.SWEEP;
      case Trigger.Respond respond ->
          said.incident().isPresent() ? Became.INCIDENT : ofCredentials(said);
      case Trigger.Rotate rotate -> ofCredentials(said);
      case Trigger.Finish finish -> ofCredentials(said);
      case Trigger.Ask ask -> ofCredentials(said);
    };
  }

  private static Became ofCredentials(TriggerReport said) {
    if (!said.started().isEmpty()) {
      return Became.ROTATION;
    }
    return said.open() ? Became.QUESTION : Became.NOTHING;
  }
}
