package dev.rekey.activities.notice;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.Wire;
import dev.rekey.model.FailureCode;
import dev.rekey.model.notice.NoticeReply;
import dev.rekey.model.notice.NoticeRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The notices function. A refusal is an answer; only a crash is an error of the call. */
public final class NoticeHandler implements RequestStreamHandler {
  private final NoticeSteps steps;

  /** Takes who tells. */
  public NoticeHandler(NoticeSteps steps) {
    this.steps = steps;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    Wire.mapper().writeValue(output, answer(input));
  }

  private NoticeReply answer(InputStream input) throws IOException {
    try {
      return steps.run(Wire.mapper().readValue(input, NoticeRequest.class));
    } catch (StepFailedException e) {
      return new NoticeReply.Failed(e.code(), e.reason());
    } catch (JsonProcessingException e) { // its message quotes the input
      return new NoticeReply.Failed(FailureCode.BAD_REQUEST, "The request is no notice");
    } catch (RuntimeException e) { // its message may hold anything
      return new NoticeReply.Failed(
          FailureCode.UNEXPECTED, "The notices broke with " + e.getClass().getSimpleName());
    }
  }
}
