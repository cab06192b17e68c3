package dev.rekey.activities.evidence;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.rekey.activities.Wire;
import dev.rekey.model.FailureCode;
import java.io.IOException;
import java.util.Optional;

/**
 * How a call of the evidence function went.
 *
 * @param answer {@code kept}; {@code lags} if a witness or a mirror has not the latest; {@code
 *     failed} if the log is not signed as it stands
 * @param code why it failed
 * @param reason what is the matter, in words of ours
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record EvidenceAnswer(String answer, Optional<FailureCode> code, Optional<String> reason) {
  static final EvidenceAnswer KEPT = new EvidenceAnswer("kept", Optional.empty(), Optional.empty());

  static EvidenceAnswer lags(String reason) {
    return new EvidenceAnswer("lags", Optional.empty(), Optional.of(reason));
  }

  /** It failed. */
  public static EvidenceAnswer failed(FailureCode code, String reason) {
    return new EvidenceAnswer("failed", Optional.of(code), Optional.of(reason));
  }

  /** Reads it. */
  public static EvidenceAnswer parse(byte[] json) throws IOException {
    return Wire.mapper().readValue(json, EvidenceAnswer.class);
  }

  /**
   * Makes an error of whatever did not go well.
   *
   * @throws EvidenceLagsException with the reason
   */
  public void requireKept() {
    reason.ifPresent(
        sentence -> {
          throw new EvidenceLagsException(sentence);
        });
  }
}
