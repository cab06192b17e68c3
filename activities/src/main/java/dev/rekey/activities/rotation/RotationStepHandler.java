package dev.rekey.activities.rotation;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.Wire;
import dev.rekey.model.FailureCode;
import dev.rekey.model.rotation.StepRequest;
import dev.rekey.model.rotation.StepResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Runs one step of a rotation. A refusal is an answer; only a crash is an error of the call. */
public final class RotationStepHandler implements RequestStreamHandler {
  private final RotationSteps steps;

  /** Takes the steps, wired to their stores and targets. */
  public RotationStepHandler(RotationSteps steps) {
    this.steps = steps;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    Wire.mapper().writeValue(output, answer(input));
  }

  private StepResult answer(InputStream input) throws IOException {
    try {
      return steps.run(Wire.mapper().readValue(input, StepRequest.class));
    } catch (StepFailedException e) {
      return new StepResult.Failed(e.code(), e.reason());
    } catch (JsonProcessingException e) { // its message quotes the input
      return new StepResult.Failed(FailureCode.BAD_REQUEST, "The request is no step of a rotation");
    } catch (RuntimeException e) { // its message may hold anything
      return new StepResult.Failed(
          FailureCode.UNEXPECTED, "The step broke with " + e.getClass().getSimpleName());
    }
  }
}
