package dev.rekey.workflows.worker.trigger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.model.incident.ResponseCall;
import dev.rekey.model.rotation.RotationOutcome;
import dev.rekey.workflows.response.Runbooks;
import dev.rekey.workflows.trigger.Events;
import dev.rekey.workflows.trigger.Samples;
import dev.rekey.workflows.trigger.TriggerReport;
import dev.rekey.workflows.worker.RekeyWorker;
import dev.rekey.workflows.worker.TracedFunctions;
import dev.rekey.workflows.worker.WorkerLimits;
import dev.rekey.workflows.world.TemporalBinary;
import io.temporal.client.WorkflowClient;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** From the event to the header of each call of a function, on the real server. */
@EnabledIf(
    value = "dev.rekey.workflows.world.TemporalBinary#available",
    disabledReason = "there is no temporal command on the path")
class TraceThroughTest {
  private static final String ROOT = "Root=1-5759e988-bd862e3fe1be46a994272793;";
  private static final String PARENT = ROOT + "Parent=53995c3f42cd8ad8;Sampled=1";
  private static final String OTHER = "Root=1-67891233-abcdef012345678912345678;Sampled=1";
  private static final String FINDING =
      "trigger/guardduty/16afba5c5c43e07c9e3e5e2e544e95df/AKIAIOSFODNN7EXAMPLE";

  @TempDir Path folder;

  private TracedFunctions functions;
  private TemporalBinary server;
  private WorkflowClient client;
  private RekeyWorker worker;
  private TriggerHandler handler;

  @BeforeEach
  void start() throws IOException {
    functions = new TracedFunctions();
    server = new TemporalBinary(folder.resolve("temporal.db"));
    client = server.connect();
    worker =
        RekeyWorker.start(
            client, functions.invoker(), WorkerLimits.DEFAULT, kind -> Runbooks.everyStep());
    handler = new TriggerHandler(new Events(Set.of()), server::connect, line -> {});
  }

  @AfterEach
  void stop() {
    worker.kill();
    client.getWorkflowServiceStubs().shutdownNow();
    server.close();
    functions.close();
  }

  @Test
  void every_call_of_a_function_has_the_root_of_the_event_and_no_other_trace() throws IOException {
    call(Samples.text("scheduler-rotate"), null); // says it itself
    outcome("trigger/scheduler/5b5e9a0c-6f0e-4e0a-9f5d-0f0c7c1f3a12", "orders/db");
    assertThat(functions.traces()).hasSizeGreaterThan(4).containsOnly(PARENT);
    functions.forget();
    call(Samples.text("rotation-succeeded"), null);
    outcome("trigger/secrets-manager/rotated/7ac47c8c-f328-423b-9698-6926dd1f293e", "orders/db");
    assertThat(functions.traces())
        .as("nothing is left behind")
        .hasSizeGreaterThan(2)
        .containsOnly("");
    functions.forget();
    call(Samples.text("guardduty-credential"), OTHER); // was called with it
    contained();
    assertThat(functions.traces()).hasSizeGreaterThan(4).containsOnly(OTHER);
  }

  @Test
  void a_message_brings_its_trace_with_it() throws IOException {
    call(message("attributes", "\"AWSTraceHeader\": \"" + OTHER + "\""), null);
    contained();
    assertThat(functions.traces()).containsOnly(OTHER);
  }

  private static String message(String field, String content) throws IOException {
    return "{\"Records\": [{\"messageId\": \"1\", \"%s\": {%s}, \"body\": %s}]}"
        .formatted(
            field,
            content,
            dev.rekey.workflows.worker.Wire.mapper()
                .writeValueAsString(Samples.text("guardduty-credential")));
  }

  private void call(String input, @Nullable String trace) throws IOException {
    handler.handleRequest(
        new ByteArrayInputStream(input.getBytes(UTF_8)),
        new ByteArrayOutputStream(),
        new LambdaContext(trace));
  }

  private void contained() {
    assertThat(client.newUntypedWorkflowStub(FINDING).getResult(TriggerReport.class).incident())
        .isPresent();
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                functions.incidents().calls().stream()
                    .anyMatch(call -> call.call() == ResponseCall.ENUMERATE));
  }

  private void outcome(String trigger, String secret) {
    assertThat(client.newUntypedWorkflowStub(trigger).getResult(TriggerReport.class).started())
        .hasSize(1);
    assertThat(client.newUntypedWorkflowStub("rotation/" + secret).getResult(RotationOutcome.class))
        .isInstanceOf(RotationOutcome.Rotated.class);
  }
}
