package dev.rekey.activities.evidence;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.Wire;
import dev.rekey.model.FailureCode;
import dev.rekey.model.evidence.LogCheck;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The evidence function, called every so often: whatever it is asked, it does what there is to do,
 * and who asks for it is told whether key and log are those that others know. It needs no Temporal,
 * so that the log goes on while that is away.
 */
public final class EvidenceHandler implements RequestStreamHandler {
  private final EvidenceKeeper keeper;

  /** Takes who does it. */
  public EvidenceHandler(EvidenceKeeper keeper) {
    this.keeper = keeper;
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    Wire.mapper().writeValue(output, isAskedForCheck(input) ? keeper.check() : answer());
  }

  /** A schedule says whatever it likes, or nothing. */
  private static boolean isAskedForCheck(InputStream input) throws IOException {
    try {
      return Wire.mapper().readTree(input).has(LogCheck.MARK);
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private EvidenceAnswer answer() {
    try {
      keeper.keep();
      return keeper.trouble().map(EvidenceHandler::told).orElse(EvidenceAnswer.KEPT);
    } catch (StepFailedException e) {
      return EvidenceAnswer.failed(e.code(), e.reason());
    } catch (RuntimeException e) { // its message may hold anything
      return EvidenceAnswer.failed(
          FailureCode.UNEXPECTED, "The evidence broke with " + e.getClass().getSimpleName());
    }
  }

  private static EvidenceAnswer told(EvidenceStanding.Party party) {
    String problem = party.problem().orElse("");
    return party.kind().equals(Outlets.Kind.SIGNER.name())
        ? EvidenceAnswer.failed(FailureCode.SIGNER_UNAVAILABLE, problem)
        : EvidenceAnswer.lags(party.name() + ": " + problem);
  }
}
