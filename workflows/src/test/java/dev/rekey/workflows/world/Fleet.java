package dev.rekey.workflows.world;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.incident.AtRisk;
import dev.rekey.model.incident.IncidentRequest;
import dev.rekey.model.incident.ResponseRequest;
import dev.rekey.model.inventory.DueCredential;
import dev.rekey.model.inventory.InventoryReply;
import dev.rekey.model.inventory.InventoryRequest;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.model.rotation.RotationRequest;
import dev.rekey.model.rotation.StepRequest;
import dev.rekey.model.rotation.StepResult;
import dev.rekey.model.trigger.Clue;
import dev.rekey.model.trigger.Trigger;
import dev.rekey.workflows.worker.FunctionInvoker;
import dev.rekey.workflows.worker.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Two credentials and their inventory, behind the functions: {@code orders/db}, a secret of AWS
 * Secrets Manager, and {@code ci/key}, an access key of the user {@code ci}.
 */
public final class Fleet implements FunctionInvoker {
  private final List<StepRequest> steps = new CopyOnWriteArrayList<>();
  private final List<Trigger> open = new CopyOnWriteArrayList<>();
  private final Map<String, String> taken = new ConcurrentHashMap<>();
  private final AtomicInteger inventoryIsDown = new AtomicInteger();
  private final FleetIncidents incidents = new FleetIncidents();
  private final AtomicInteger sweeps = new AtomicInteger();

  /** The inventory fails so many times. */
  public Fleet inventoryFailing(int times) {
    inventoryIsDown.set(times);
    return this;
  }

  /** Every step that was called. */
  public List<StepRequest> steps() {
    return List.copyOf(steps);
  }

  /** The versions of a credential that were made or gone on with, each once. */
  public List<VersionId> versions(String secret) {
    return steps.stream()
        .filter(step -> step.credential().secret().value().equals(secret))
        .map(StepRequest::version)
        .distinct()
        .toList();
  }

  /** What people must look at. */
  public List<Trigger> open() {
    return List.copyOf(open);
  }

  /** What responses asked for. */
  public FleetIncidents incidents() {
    return incidents;
  }

  /** How many sweeps asked. */
  public int sweeps() {
    return sweeps.get();
  }

  @Override
  public byte[] invoke(String function, byte[] payload) {
    try {
      return Wire.mapper()
          .writeValueAsBytes(
              function.equals("rekey-inventory") ? inventory(payload) : step(payload));
    } catch (IOException bug) {
      throw new UncheckedIOException(bug);
    }
  }

  private Object step(byte[] payload) throws IOException {
    JsonNode question = Wire.mapper().readTree(payload);
    if (question.has(ResponseRequest.MARK)) {
      return incidents.answer(Wire.mapper().treeToValue(question, ResponseRequest.class));
    }
    steps.add(Wire.mapper().readValue(payload, StepRequest.class));
    return new StepResult.Done(List.of());
  }

  private Object inventory(byte[] payload) throws IOException {
    if (inventoryIsDown.getAndDecrement() > 0) {
      return new InventoryReply.Failed(FailureCode.LEDGER_UNAVAILABLE, "as planned");
    }
    JsonNode question = Wire.mapper().readTree(payload);
    if (question.has(IncidentRequest.MARK)) {
      return incidents.answer(
          Wire.mapper().treeToValue(question, IncidentRequest.class), Fleet::atRisk);
    }
    return switch (Wire.mapper().readValue(payload, InventoryRequest.class)) {
      case InventoryRequest.RecordBreaches breaches -> {
        sweeps.incrementAndGet();
        yield new InventoryReply.BreachesRecorded(0, 0);
      }
      case InventoryRequest.Due due -> new InventoryReply.DuePage(List.of(), false);
      case InventoryRequest.Receive receive -> receive(receive.trigger(), receive.run());
      case InventoryRequest.Unadvised certificates -> new InventoryReply.ToAsk(List.of());
      case InventoryRequest.Untold certificates -> new InventoryReply.ToTell(List.of());
    };
  }

  private InventoryReply receive(Trigger trigger, String run) {
    if (!taken.computeIfAbsent(trigger.id(), id -> run).equals(run)) {
      return new InventoryReply.Repeated();
    }
    List<String> known = clues(trigger).flatMap(Fleet::named).distinct().toList();
    boolean question = trigger instanceof Trigger.Ask;
    if (question || known.isEmpty()) {
      open.add(trigger);
    }
    return new InventoryReply.Received(
        known.stream().map(SecretId::new).toList(),
        question ? List.of() : known.stream().map(secret -> due(secret, trigger)).toList(),
        question || known.isEmpty());
  }

  private static Stream<? extends Clue> clues(Trigger trigger) {
    return switch (trigger) {
      case Trigger.Sweep sweep -> Stream.empty();
      case Trigger.Rotate rotate -> Stream.of(rotate.secret());
      case Trigger.Finish finish -> Stream.of(finish.secret());
      case Trigger.Respond respond -> respond.clues().stream();
      case Trigger.Ask ask -> ask.clues().stream();
    };
  }

  private static Stream<String> named(Clue clue) {
    return switch (clue) {
      case Clue.Secret secret when secret.name().contains("orders/db") -> Stream.of("orders/db");
      case Clue.Principal user when user.identity().equals("user/ci") -> Stream.of("ci/key");
      case Clue.Secret secret -> Stream.empty();
      case Clue.Principal user -> Stream.empty();
      case Clue.AccessKey key -> Stream.empty();
      case Clue.Value value -> Stream.empty();
      case Clue.Certificate certificate -> Stream.empty();
      case Clue.Other other -> Stream.empty();
    };
  }

  private static List<AtRisk> atRisk(List<Clue> clues) {
    Trigger asked = new Trigger.Respond("response", "", clues);
    return clues.stream()
        .flatMap(Fleet::named)
        .distinct()
        .map(secret -> new AtRisk(due(secret, asked), 0))
        .toList();
  }

  private static DueCredential due(String secret, Trigger trigger) {
    RotationRequest request =
        Requests.request(secret, Requests.ALTERNATING, RotationReason.REQUESTED, Duration.ZERO);
    return Requests.due(
        new RotationRequest(
            request.credential(),
            trigger instanceof Trigger.Respond
                ? RotationReason.COMPROMISED
                : RotationReason.REQUESTED,
            trigger.id(),
            request.drain(),
            request.gateDeadline(),
            request.stepDeadline(),
            trigger instanceof Trigger.Finish finish
                ? Optional.of(finish.version())
                : Optional.empty()));
  }
}
