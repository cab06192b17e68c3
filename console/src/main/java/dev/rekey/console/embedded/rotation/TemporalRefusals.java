package dev.rekey.console.embedded.rotation;

import dev.rekey.console.door.Refusal;
import dev.rekey.model.credential.SecretId;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.failure.ApplicationFailure;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;

/** What Temporal refuses, in the door's words. Its own messages are not passed on. */
final class TemporalRefusals {
  private TemporalRefusals() {}

  /**
   * Asks Temporal something.
   *
   * @throws Refusal 503 if it does not answer
   */
  static <T> T guarded(Supplier<T> call) {
    try {
      return call.get();
    } catch (WorkflowException | StatusRuntimeException e) {
      throw unavailable();
    }
  }

  /**
   * Tells a rotation what people decided.
   *
   * @throws Refusal 409 if none runs, or it does not take the decision; 503 if Temporal does not
   *     answer
   */
  static void decided(SecretId secret, Runnable update) {
    try {
      update.run();
    } catch (WorkflowNotFoundException none) {
      throw Refusal.conflict(
          "NOT_ROTATING", "No rotation of " + secret + " runs", "See 'rekey history'.");
    } catch (WorkflowUpdateException rejected) {
      throw Refusal.conflict(
          "TOO_LATE", reason(rejected, secret), "'rekey history' shows where it stands.");
    } catch (WorkflowException | StatusRuntimeException e) {
      throw unavailable();
    }
  }

  /** Our validators' own sentence, if it is one. */
  private static String reason(WorkflowUpdateException rejected, SecretId secret) {
    return rejected.getCause() instanceof ApplicationFailure ours
            && ours.getOriginalMessage() != null
        ? ours.getOriginalMessage()
        : "The rotation of " + secret + " does not take this any more";
  }

  private static Refusal unavailable() {
    return new Refusal(
        HttpStatus.SERVICE_UNAVAILABLE,
        "TEMPORAL_UNAVAILABLE",
        "Temporal, or the worker, does not answer; what was asked may have happened all the same",
        "Ask again; everything may be asked twice.");
  }
}
