package dev.rekey.activities.aws.organization;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.Wire;
import dev.rekey.model.FailureCode;
import dev.rekey.model.incident.OuterControlReply;
import dev.rekey.model.incident.OuterControlRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;

/**
 * The function that denies principals something from outside their account. A refusal is an answer;
 * only a crash is an error of the call.
 */
public final class OuterControlHandler implements RequestStreamHandler {
  /** The ARN of the role in the Organization's own account, or a delegate's, that is assumed. */
  public static final String ROLE = "REKEY_ORGANIZATION_ROLE";

  private final Optional<OuterControls> controls;

  /** Takes the Organization, if there is one. */
  public OuterControlHandler(Optional<OuterControls> controls) {
    this.controls = controls;
  }

  /** By the environment: in the Organization as the role that is named there. */
  public static OuterControlHandler of(Map<String, String> environment) {
    return new OuterControlHandler(
        Optional.ofNullable(environment.get(ROLE))
            .filter(role -> !role.isBlank())
            .map(OrganizationRole::controls));
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    Wire.mapper().writeValue(output, answer(input));
  }

  private OuterControlReply answer(InputStream input) throws IOException {
    try {
      OuterControlRequest request = Wire.mapper().readValue(input, OuterControlRequest.class);
      return controls.orElseThrow(OuterControlHandler::unconfigured).answer(request);
    } catch (StepFailedException e) {
      return new OuterControlReply.Failed(e.code(), e.reason());
    } catch (JsonProcessingException e) { // its message quotes the input
      return new OuterControlReply.Failed(
          FailureCode.BAD_REQUEST, "The request is none for an outer control");
    } catch (RuntimeException e) { // its message may hold anything
      return new OuterControlReply.Failed(
          FailureCode.UNEXPECTED, "The outer control broke with " + e.getClass().getSimpleName());
    }
  }

  private static StepFailedException unconfigured() {
    return new StepFailedException(
        FailureCode.NO_OUTER_CONTROL,
        "no role in an AWS Organization is configured (" + ROLE + ")");
  }
}
