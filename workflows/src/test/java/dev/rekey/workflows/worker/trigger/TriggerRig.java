package dev.rekey.workflows.worker.trigger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rekey.model.incident.ResponseCall;
import dev.rekey.model.rotation.RotationOutcome;
import dev.rekey.workflows.response.Runbooks;
import dev.rekey.workflows.trigger.Events;
import dev.rekey.workflows.trigger.Samples;
import dev.rekey.workflows.trigger.TriggerReport;
import dev.rekey.workflows.worker.RekeyWorker;
import dev.rekey.workflows.worker.TemporalConnection;
import dev.rekey.workflows.worker.Wire;
import dev.rekey.workflows.worker.WorkerLimits;
import dev.rekey.workflows.world.Fleet;
import dev.rekey.workflows.world.TemporalBinary;
import io.temporal.client.WorkflowClient;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A real server, a worker, a fleet, and the trigger function before them. */
final class TriggerRig implements AutoCloseable {
  /** What the sample of GuardDuty becomes. */
  static final String FINDING =
      "trigger/guardduty/16afba5c5c43e07c9e3e5e2e544e95df/AKIAIOSFODNN7EXAMPLE";

  private final Fleet fleet = new Fleet();
  private final TemporalBinary server;
  private final List<String> lines = new ArrayList<>();
  private final WorkflowClient client;
  private final RekeyWorker worker;
  private final TriggerHandler handler;

  TriggerRig(Path folder) throws IOException {
    server = new TemporalBinary(folder.resolve("temporal.db"));
    client = server.connect();
    worker = RekeyWorker.start(client, fleet, WorkerLimits.DEFAULT, kind -> Runbooks.everyStep());
    handler =
        new TriggerHandler(
            new Events(Set.of()),
            () -> TemporalConnection.plain(server.address()).connect(Duration.ofSeconds(5)),
            lines::add);
  }

  Fleet fleet() {
    return fleet;
  }

  TemporalBinary server() {
    return server;
  }

  WorkflowClient client() {
    return client;
  }

  /** Gives those of these samples that are to come again. */
  List<String> taken(String... samples) throws IOException {
    return batch(Stream.of(samples).map(name -> event(name, Samples.event(name))).toList());
  }

  /** A message of a queue. */
  static Map<String, String> event(String messageId, JsonNode event) {
    return Map.of("messageId", messageId, "body", event.toString());
  }

  /** Gives the messages that are to come again. */
  List<String> batch(List<Map<String, String>> messages) throws IOException {
    JsonNode answer = call(Wire.mapper().writeValueAsString(Map.of("Records", messages)));
    return answer.path("batchItemFailures").findValuesAsText("itemIdentifier");
  }

  /** Calls the function. */
  JsonNode call(String input) throws IOException {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    handler.handleRequest(
        new ByteArrayInputStream(input.getBytes(UTF_8)), output, new LambdaContext(null));
    return Wire.mapper().readTree(output.toByteArray());
  }

  /** Asks for the pulse, as the schedule does; gives the metric. */
  int pulse() throws IOException {
    call("{\"rekey\": \"pulse\"}");
    return Wire.mapper().readTree(lines.getLast()).path("TemporalAnswers").asInt(-1);
  }

  /** Waits for what came of a trigger. */
  TriggerReport report(String workflow) {
    return client.newUntypedWorkflowStub(workflow).getResult(TriggerReport.class);
  }

  /** Waits until it is rotated. */
  RotationOutcome rotated(String secret) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> !fleet.versions(secret).isEmpty());
    RotationOutcome outcome =
        client.newUntypedWorkflowStub("rotation/" + secret).getResult(RotationOutcome.class);
    assertThat(outcome).isInstanceOf(RotationOutcome.Rotated.class);
    return outcome;
  }

  /** Waits until the credentials of an incident are contained, at the worker of the response. */
  void contained(TriggerReport report) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                fleet.incidents().calls().stream()
                    .filter(call -> call.call() == ResponseCall.CONTAIN)
                    .filter(call -> report.incident().equals(Optional.of(call.incident())))
                    .flatMap(call -> call.credentials().stream())
                    .map(one -> one.credential().secret())
                    .toList()
                    .containsAll(report.known()));
  }

  @Override
  public void close() {
    worker.kill();
    client.getWorkflowServiceStubs().shutdownNow();
    server.close();
  }
}
