package dev.rekey.model.rotation;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.VersionId;
import java.util.List;

/** How a rotation ended. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
@JsonSubTypes({
  @JsonSubTypes.Type(value = RotationOutcome.Rotated.class, name = "rotated"),
  @JsonSubTypes.Type(value = RotationOutcome.Withdrawn.class, name = "withdrawn"),
  @JsonSubTypes.Type(value = RotationOutcome.Unfinished.class, name = "unfinished"),
  @JsonSubTypes.Type(value = RotationOutcome.Superseded.class, name = "superseded")
})
public sealed interface RotationOutcome {
  /** The version that the rotation made or tried to make. */
  VersionId version();

  /** The new version is current, the old one proven refused. */
  record Rotated(VersionId version) implements RotationOutcome {}

  /**
   * A step failed before the point of no return; the old version is current, the new one refused.
   *
   * @param failedAt the step
   * @param code why
   * @param reason one sentence
   */
  record Withdrawn(VersionId version, RotationStep failedAt, FailureCode code, String reason)
      implements RotationOutcome {}

  /**
   * The rotation stopped where only people can go on. Nothing that works was destroyed.
   *
   * @param failedAt the step
   * @param code why
   * @param reason one sentence
   * @param users who still uses the old version, where that is the reason
   */
  record Unfinished(
      VersionId version,
      RotationStep failedAt,
      FailureCode code,
      String reason,
      List<UserOfOld> users)
      implements RotationOutcome {}

  /** A response took over at a safe point. */
  record Superseded(VersionId version, String by) implements RotationOutcome {}
}
