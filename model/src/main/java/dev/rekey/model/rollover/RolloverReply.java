package dev.rekey.model.rollover;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.rekey.model.FailureCode;
import dev.rekey.model.incident.Finding;
import dev.rekey.model.inventory.DueCredential;
import java.util.List;

/** What the certificates' function answers to a rollover. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "result")
@JsonSubTypes({
  @JsonSubTypes.Type(value = RolloverReply.Standing.class, name = "standing"),
  @JsonSubTypes.Type(value = RolloverReply.Leaves.class, name = "leaves"),
  @JsonSubTypes.Type(value = RolloverReply.Strangers.class, name = "strangers"),
  @JsonSubTypes.Type(value = RolloverReply.Failed.class, name = "failed")
})
public sealed interface RolloverReply {
  /**
   * It is so, but for these.
   *
   * @param obstacles who is behind; empty if nobody is
   * @param seen what was seen or done, in sentences
   */
  record Standing(List<Obstacle> obstacles, List<String> seen) implements RolloverReply {
    /** Copies the lists. */
    public Standing {
      obstacles = List.copyOf(obstacles);
      seen = List.copyOf(seen);
    }
  }

  /**
   * Certificates that are to be re-issued.
   *
   * @param due the rotations to start, the most sensitive first
   */
  record Leaves(List<DueCredential> due) implements RolloverReply {
    /** Copies the list. */
    public Leaves {
      due = List.copyOf(due);
    }
  }

  /**
   * Certificates that nobody enrolled.
   *
   * @param findings each, and what was not looked at
   */
  record Strangers(List<Finding> findings) implements RolloverReply {
    /** Copies the list. */
    public Strangers {
      findings = List.copyOf(findings);
    }
  }

  /** It did not happen, or not wholly. */
  record Failed(FailureCode code, String reason) implements RolloverReply {}
}
