package dev.rekey.model.rotation;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.rekey.model.FailureCode;
import java.time.Instant;

/**
 * What keeps a running rotation from going on, or why it goes back.
 *
 * @param step which step fails
 * @param code why, when it was tried last
 * @param reason one sentence of ours, without any secret
 * @param since when it failed first, without a success since
 * @param at when it failed last
 * @param attempts how often it has failed since
 */
@JsonIgnoreProperties(value = "advice", allowGetters = true)
public record LastFailure(
    RotationStep step, FailureCode code, String reason, Instant since, Instant at, int attempts) {
  /** What the operator should do. Part of the JSON, so that no reader has to know the codes. */
  @JsonProperty
  public String advice() {
    return code.advice();
  }
}
