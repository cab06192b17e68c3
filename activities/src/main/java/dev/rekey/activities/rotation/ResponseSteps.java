package dev.rekey.activities.rotation;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.store.Urgency;
import dev.rekey.model.FailureCode;
import dev.rekey.model.incident.Affected;
import dev.rekey.model.incident.CredentialAnswer;
import dev.rekey.model.incident.ResponseReply;
import dev.rekey.model.incident.ResponseRequest;
import dev.rekey.model.rotation.RotationReason;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What a response asks for, for many credentials at once and each by itself. Nothing here waits for
 * a rotation: to refuse is safe at any time, and the response looks again until nothing changes.
 */
public final class ResponseSteps {
  /** As many sessions as a target is asked for at once. */
  private static final int AT_ONCE = 16;

  private final CredentialResponse response;

  /** Takes what the steps work with. */
  public ResponseSteps(Ports ports) {
    this.response = new CredentialResponse(ports);
  }

  /** Answers for each credential, whatever becomes of the others. */
  public ResponseReply run(ResponseRequest request) {
    List<Future<CredentialAnswer>> answers;
    try (ExecutorService workers =
        Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      answers =
          request.credentials().stream()
              .map(one -> workers.submit(() -> answer(request, one)))
              .toList();
    } // which waits for all of them
    return new ResponseReply.Answered(answers.stream().map(Future::resultNow).toList());
  }

  private CredentialAnswer answer(ResponseRequest request, Affected one) {
    try {
      return Urgency.of(RotationReason.COMPROMISED).during(() -> response.answer(request, one));
    } catch (StepFailedException e) {
      return failed(one, e.code(), e.reason());
    } catch (RuntimeException e) { // its message may hold anything
      return failed(
          one, FailureCode.UNEXPECTED, "The call broke with " + e.getClass().getSimpleName());
    }
  }

  private static CredentialAnswer failed(Affected one, FailureCode code, String reason) {
    return new CredentialAnswer.Failed(one.credential().secret(), code, reason);
  }
}
