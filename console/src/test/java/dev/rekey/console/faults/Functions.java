package dev.rekey.console.faults;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.rotation.ResponseSteps;
import dev.rekey.activities.rotation.RotationSteps;
import dev.rekey.activities.testing.Crash;
import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.incident.Affected;
import dev.rekey.model.incident.IncidentId;
import dev.rekey.model.incident.ResponseCall;
import dev.rekey.model.incident.ResponseRequest;
import dev.rekey.model.rotation.StepRequest;
import dev.rekey.model.rotation.StepResult;
import dev.rekey.workflows.worker.FunctionInvoker;
import dev.rekey.workflows.worker.FunctionLostException;
import dev.rekey.workflows.worker.Wire;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The function of a credential, whose calls are lost, doubled and cut short by a script. */
final class Functions implements FunctionInvoker {
  private final RotationSteps steps;
  private final Script script;
  private final Runnable consumerMoves;
  private final Runnable workerDies;
  private final List<StepRequest> delivered = new ArrayList<>();

  Functions(RotationSteps steps, Script script, Runnable consumerMoves, Runnable workerDies) {
    this.steps = steps;
    this.script = script;
    this.consumerMoves = consumerMoves;
    this.workerDies = workerDies;
  }

  /** One call at a time, as the lock of a credential has it. */
  @Override
  public synchronized byte[] invoke(String function, byte[] payload) {
    try {
      StepRequest request = Wire.mapper().readValue(payload, StepRequest.class);
      delivered.add(request);
      script.note(request.step() + (request.reason().oldIsTrusted() ? "" : "!"));
      StepResult result = answer(request);
      if (script.deliversTwice()) {
        script.note("again");
        result = answer(request);
      }
      if (script.losesAnswer()) {
        script.note("answer lost");
        throw FunctionLostException.unknown(function);
      }
      return Wire.mapper().writeValueAsBytes(result);
    } catch (Crash dead) {
      throw FunctionLostException.unknown(function);
    } catch (Script.WorkerDies dead) {
      workerDies.run();
      throw FunctionLostException.unknown(function);
    } catch (IOException bug) {
      throw new AssertionError(bug);
    }
  }

  private StepResult answer(StepRequest request) {
    try {
      StepResult result = steps.run(request);
      if (result instanceof StepResult.Waiting && script.consumerMoves()) {
        consumerMoves.run();
      }
      return result;
    } catch (StepFailedException refused) {
      script.note("-> " + refused.code());
      return new StepResult.Failed(refused.code(), refused.reason());
    }
  }

  /** A response refuses all of it, between two steps. */
  synchronized void contain(ResponseSteps responses, CredentialSpec spec) {
    script.note("contained");
    responses.run(
        new ResponseRequest(
            ResponseCall.CONTAIN,
            new IncidentId("INC-0123456789AB"),
            List.of(new Affected(spec, Optional.empty())),
            Instant.EPOCH));
  }

  /**
   * Calls of rotations that ended arrive once more when everything is over, whatever they answer.
   */
  synchronized void deliverLate(Predicate<VersionId> ended) {
    List<StepRequest> over =
        delivered.stream().filter(request -> ended.test(request.version())).toList();
    for (int i = 0; i < 3 && !over.isEmpty(); i++) {
      StepRequest late = over.get(script.random().nextInt(over.size()));
      script.note("late " + late.step());
      StepResult ignored = answer(late);
      script.note(ignored.getClass().getSimpleName());
    }
  }
}
