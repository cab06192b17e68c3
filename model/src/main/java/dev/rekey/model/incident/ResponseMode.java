package dev.rekey.model.incident;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Optional;

/** What comes first. */
public enum ResponseMode {
  /** Use is confirmed, or the exposure is public: the leaked credential dies first. */
  @JsonProperty("revoke-first")
  REVOKE_FIRST,
  /** Exposed within the house, no use seen: the new one first, within a limit of time. */
  @JsonProperty("overlap")
  OVERLAP,
  /** Unproven: people decide, and are reminded. */
  @JsonProperty("hold")
  HOLD;

  /** The mode of this name. */
  public static Optional<ResponseMode> of(String word) {
    return Arrays.stream(values()).filter(mode -> mode.word().equals(word)).findFirst();
  }

  /** The name in documents and commands. */
  public String word() {
    return switch (this) {
      case REVOKE_FIRST -> "revoke-first";
      case OVERLAP -> "overlap";
      case HOLD -> "hold";
    };
  }
}
