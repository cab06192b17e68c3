package dev.rekey.activities.rollover;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.filter.FilteringParserDelegate;
import com.fasterxml.jackson.core.filter.JsonPointerBasedFilter;
import com.fasterxml.jackson.core.filter.TokenFilter.Inclusion;
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
import java.util.function.BiFunction;
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

  /** A response asks about credentials of one kind in a call, and may be about a thousand. */
  private static boolean isAboutAuthority(byte[] event) throws IOException {
    try (JsonParser kind =
        new FilteringParserDelegate(
            Wire.mapper().createParser(event),
            new JsonPointerBasedFilter("/credentials/0/credential/kind"),
            Inclusion.ONLY_INCLUDE_ALL,
            false)) {
      return kind.nextToken() == JsonToken.VALUE_STRING
          && kind.getText().equals(SigningAuthority.KIND);
    } catch (JsonProcessingException notJson) {
      return false;
    }
  }

  private ResponseReply responded(byte[] event) throws IOException {
    return answered(
        () -> steps.get().answer(Wire.mapper().readValue(event, ResponseRequest.class)),
        ResponseReply.Failed::new,
        "The request is no step of a response");
  }

  private RolloverReply answer(byte[] event) throws IOException {
    return answered(
        () -> steps.get().run(Wire.mapper().readValue(event, RolloverRequest.class)),
        RolloverReply.Failed::new,
        "The request is no step of a rollover");
  }

  private interface Step<T> {
    T take() throws IOException;
  }

  private static <T> T answered(
      Step<T> step, BiFunction<FailureCode, String, T> failed, String noStep) throws IOException {
    try {
      return step.take();
    } catch (StepFailedException e) {
      return failed.apply(e.code(), e.reason());
    } catch (JsonProcessingException e) { // its message quotes the input
      return failed.apply(FailureCode.BAD_REQUEST, noStep);
    } catch (RuntimeException e) { // its message may hold anything
      return failed.apply(
          FailureCode.UNEXPECTED, "The step broke with " + e.getClass().getSimpleName());
    }
  }
}
