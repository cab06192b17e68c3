package dev.rekey.activities.rotation;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.Wire;
import dev.rekey.model.FailureCode;
import dev.rekey.model.incident.ResponseRequest;
import dev.rekey.model.rotation.NativeEvent;
import dev.rekey.model.rotation.RenewalQuestion;
import dev.rekey.model.rotation.StepRequest;
import dev.rekey.model.rotation.StepResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.Set;

/**
 * Runs one step of a rotation. To the worker a refusal is an answer, and only a crash is an error
 * of the call; to AWS Secrets Manager, which has events of its own, every refusal is an error.
 */
public final class RotationStepHandler implements RequestStreamHandler {
  private static final String NO_STEP = "The request is no step of a rotation";

  private final RotationSteps steps;
  private final ResponseSteps responses;
  private final RenewalSteps renewals;
  private final Optional<NativeSteps> natively;

  /**
   * Takes the steps, wired to their stores and targets.
   *
   * @param responses what a response asks for
   * @param renewals what the sweep asks for
   * @param natively the steps as AWS Secrets Manager drives them, if it is the store
   */
  public RotationStepHandler(
      RotationSteps steps,
      ResponseSteps responses,
      RenewalSteps renewals,
      Optional<NativeSteps> natively) {
    this.steps = steps;
    this.responses = responses;
    this.renewals = renewals;
    this.natively = natively;
  }

  /** The same over these ports, where AWS Secrets Manager is not the store. */
  public RotationStepHandler(Ports ports) {
    this(
        new RotationSteps(ports),
        new ResponseSteps(ports),
        new RenewalSteps(ports),
        Optional.empty());
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    Wire.mapper().writeValue(output, answer(input.readAllBytes()));
  }

  private Object answer(byte[] event) throws IOException {
    boolean asError = false;
    try {
      Set<String> fields = Wire.fields(event);
      if (fields.contains(ResponseRequest.MARK)) {
        return responses.run(read(event, ResponseRequest.class));
      }
      if (fields.contains(RenewalQuestion.MARK)) {
        return renewals.run(read(event, RenewalQuestion.class));
      }
      asError = fields.contains(NativeEvent.SECRET);
      return asError ? natively(event) : steps.run(read(event, StepRequest.class));
    } catch (StepFailedException e) {
      return refused(e, asError);
    } catch (JsonProcessingException e) { // its message quotes the input
      return refused(bad(NO_STEP), asError);
    } catch (RuntimeException e) { // its message may hold anything
      String reason = "The step broke with " + e.getClass().getSimpleName();
      return refused(new StepFailedException(FailureCode.UNEXPECTED, reason), asError);
    }
  }

  private StepResult natively(byte[] event) throws IOException {
    NativeEvent known = read(event, NativeEvent.class);
    return natively
        .orElseThrow(
            () -> bad("Values are not kept in AWS Secrets Manager here, so it can rotate none"))
        .run(known);
  }

  private static <T> T read(byte[] event, Class<T> type) throws IOException {
    T read = Wire.mapper().readValue(event, type);
    if (read == null) {
      throw bad(NO_STEP);
    }
    return read;
  }

  private static StepResult refused(StepFailedException e, boolean asError) {
    if (asError) {
      throw e;
    }
    return new StepResult.Failed(e.code(), e.reason());
  }

  private static StepFailedException bad(String reason) {
    return new StepFailedException(FailureCode.BAD_REQUEST, reason);
  }
}
