package dev.rekey.activities.rollover;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.Wire;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.SigningAuthority;
import dev.rekey.model.incident.ResponseReply;
import dev.rekey.model.incident.ResponseRequest;
import dev.rekey.model.rollover.RolloverReply;
import dev.rekey.model.rollover.RolloverRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Supplier;

/** Runs the steps of a rollover; whatever else comes is for who runs rotations. */
public final class RolloverHandler implements RequestStreamHandler {
  private final Supplier<RolloverSteps> steps;
  private final RequestStreamHandler rotations;

  /** Takes both; the steps are asked for only when something is for them. */
  public RolloverHandler(Supplier<RolloverSteps> steps, RequestStreamHandler rotations) {
    this.steps = steps;
    this.rotations = rotations;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    byte[] event = input.readAllBytes();
    if (isOurs(event)) {
      Wire.mapper().writeValue(output, answer(event));
    } else if (isAboutAuthority(event)) {
      Wire.mapper().writeValue(output, responded(event));
    } else {
      rotations.handleRequest(new ByteArrayInputStream(event), output, context);
    }
  }

  private static boolean isOurs(byte[] event) throws IOException {
    try {
      return Wire.fields(event).contains(RolloverRequest.MARK);
    } catch (JsonProcessingException notJson) {
      return false;
    }
  }

  /** A response asks about credentials of one kind in a call. */
  private static boolean isAboutAuthority(byte[] event) throws IOException {
    try {
      return Wire.mapper()
          .readTree(event)
          .path("credentials")
          .path(0)
          .path("credential")
          .path("kind")
          .asText()
          .equals(SigningAuthority.KIND);
    } catch (JsonProcessingException notJson) {
      return false;
    }
  }

  private ResponseReply responded(byte[] event) throws IOException {
    try {
      return steps.get().answer(Wire.mapper().readValue(event, ResponseRequest.class));
    } catch (StepFailedException e) {
      return new ResponseReply.Failed(e.code(), e.reason());
    } catch (JsonProcessingException e) { // its message quotes the input
      return new ResponseReply.Failed(
          FailureCode.BAD_REQUEST, "The request is no step of a response");
    } catch (RuntimeException e) { // its message may hold anything
      return new ResponseReply.Failed(
          FailureCode.UNEXPECTED, "The step broke with " + e.getClass().getSimpleName());
    }
  }

  private RolloverReply answer(byte[] event) throws IOException {
    try {
      return steps.get().run(Wire.mapper().readValue(event, RolloverRequest.class));
    } catch (StepFailedException e) {
      return new RolloverReply.Failed(e.code(), e.reason());
    } catch (JsonProcessingException e) { // its message quotes the input
      return new RolloverReply.Failed(
          FailureCode.BAD_REQUEST, "The request is no step of a rollover");
    } catch (RuntimeException e) { // its message may hold anything
      return new RolloverReply.Failed(
          FailureCode.UNEXPECTED, "The step broke with " + e.getClass().getSimpleName());
    }
  }
}
