package dev.rekey.model.rotation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import java.util.Objects;
import java.util.Optional;

/**
 * What AWS Secrets Manager sends to a rotation function: "Lambda rotation functions" in its user
 * guide.
 *
 * @param step what to do
 * @param secret the secret's ARN, or its name
 * @param version the version that the rotation makes
 * @param token by which writes of an assumed role are known to be this rotation's, if AWS sent one
 */
public record NativeEvent(
    @JsonProperty("Step") NativeStep step,
    @JsonProperty(NativeEvent.SECRET) SecretId secret,
    @JsonProperty("ClientRequestToken") VersionId version,
    @JsonProperty("RotationToken") @JsonInclude(JsonInclude.Include.NON_ABSENT)
        Optional<RotationToken> token) {
  /** The field by which such an event is told from a {@link StepRequest}. */
  public static final String SECRET = "SecretId";

  /** Refuses an event that lacks a field. */
  public NativeEvent {
    Objects.requireNonNull(step, "Step");
    Objects.requireNonNull(secret, SECRET);
    Objects.requireNonNull(version, "ClientRequestToken");
  }

  /** One that Rekey sends: the value is staged already, by nobody but itself. */
  public NativeEvent(NativeStep step, SecretId secret, VersionId version) {
    this(step, secret, version, Optional.empty());
  }
}
