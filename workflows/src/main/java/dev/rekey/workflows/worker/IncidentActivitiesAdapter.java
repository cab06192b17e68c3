package dev.rekey.workflows.worker;

import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.evidence.LogCheck;
import dev.rekey.model.evidence.LogSuspicion;
import dev.rekey.model.evidence.MarkedStretch;
import dev.rekey.model.incident.AtRisk;
import dev.rekey.model.incident.IncidentId;
import dev.rekey.model.incident.IncidentReply;
import dev.rekey.model.incident.IncidentRequest;
import dev.rekey.model.incident.IncidentView;
import dev.rekey.model.incident.TimelineEntry;
import dev.rekey.model.incident.Wielded;
import dev.rekey.workflows.response.IncidentActivities;
import dev.rekey.workflows.rotation.Rotations;
import io.temporal.activity.Activity;
import io.temporal.client.WorkflowClient;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Asks the ledger's function, and has running rotations make way. */
public final class IncidentActivitiesAdapter implements IncidentActivities {
  private static final int AT_ONCE = 16;

  private final IncidentFunction function;
  private final FunctionRoles roles;
  private final Functions functions;
  private final Rotations rotations;

  /** Takes the way to the functions, and the server where rotations run. */
  public IncidentActivitiesAdapter(FunctionInvoker invoker, WorkflowClient client) {
    this.function = new IncidentFunction(invoker);
    this.roles = new FunctionRoles(invoker);
    this.functions = new Functions(invoker);
    this.rotations = new Rotations(client);
  }

  @Override
  public void writeDown(IncidentView standing, List<TimelineEntry> entries) {
    function.write(new IncidentRequest.WriteDown(standing, entries));
  }

  @Override
  public List<AtRisk> concerned(IncidentRequest.Concerned clues) {
    return function.known(clues);
  }

  @Override
  public Wielded wielded(Wielded.Question those) {
    FunctionRoles.Found found = roles.of(those.principals());
    IncidentReply.Served served =
        function.served(new IncidentRequest.Served(found.kinds(), those.secrets()));
    return new Wielded(
        found.roles(), found.functions(), served.logins(), served.credentials(), found.unknown());
  }

  @Override
  public LogCheck checkEvidence() {
    return functions.ask(Functions.EVIDENCE, Map.of(LogCheck.MARK, true), LogCheck.class);
  }

  @Override
  public MarkedStretch suspectEvidence(LogSuspicion word) {
    return function.mark(new IncidentRequest.Suspect(word));
  }

  @Override
  public void hold(IncidentId incident, List<SecretId> secrets) {
    function.write(new IncidentRequest.Hold(incident, secrets));
  }

  @Override
  public void release(IncidentId incident, List<SecretId> secrets) {
    function.write(new IncidentRequest.Release(incident, secrets));
  }

  @Override
  public Map<SecretId, VersionId> revokeAtOnce(IncidentId incident, List<SecretId> secrets) {
    Map<SecretId, VersionId> staying = new ConcurrentHashMap<>();
    abreast(
        secrets,
        secret ->
            rotations
                .revokeAtOnce(secret, incident.value())
                .ifPresent(version -> staying.put(secret, version)));
    return staying;
  }

  @Override
  public void makeWay(IncidentId incident, List<SecretId> secrets) {
    abreast(secrets, secret -> rotations.makeWay(secret, incident.value()));
  }

  /** Asks all of them; fails if one could not be asked, so that all are asked again. */
  private static void abreast(List<SecretId> secrets, Consumer<SecretId> ask) {
    List<Future<?>> asked;
    try (ExecutorService asking =
        Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      asked =
          secrets.stream()
              .<Future<?>>map(secret -> asking.submit(() -> ask.accept(secret)))
              .toList();
    } // which waits for all of them
    List<RuntimeException> failures =
        asked.stream()
            .filter(one -> one.state() == Future.State.FAILED)
            .map(one -> Activity.wrap(one.exceptionNow()))
            .toList();
    if (!failures.isEmpty()) { // its words are the SDK's
      throw ApplicationFailure.newFailure(
          "%d of %d rotations could not be asked; all are asked again"
              .formatted(failures.size(), secrets.size()),
          failures.getFirst().getClass().getSimpleName());
    }
  }
}
