package dev.rekey.model.incident;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.rekey.model.FailureCode;
import dev.rekey.model.rotation.Fact;
import java.util.List;

/** What the function answers to an {@link OuterControlRequest}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "result")
@JsonSubTypes({
  @JsonSubTypes.Type(value = OuterControlReply.Stands.class, name = "stands"),
  @JsonSubTypes.Type(value = OuterControlReply.Failed.class, name = "failed")
})
public sealed interface OuterControlReply {
  /**
   * It is as it was asked for, read back from the Organization.
   *
   * @param changed whether it was not so before
   * @param facts what is so, and what was before where something was changed
   * @param found what somebody else had denied before, where something was changed
   */
  record Stands(boolean changed, List<Fact> facts, List<Fact> found) implements OuterControlReply {
    /** Copies the lists; replies of former times have no {@code found}. */
    public Stands {
      facts = List.copyOf(facts);
      found = found == null ? List.of() : List.copyOf(found);
    }

    /** Nobody else had denied anything. */
    public Stands(boolean changed, List<Fact> facts) {
      this(changed, facts, List.of());
    }
  }

  /**
   * It is not, or nobody knows.
   *
   * @param code the class of failure; {@code NO_OUTER_CONTROL} and {@code MANAGEMENT_ACCOUNT} where
   *     there can be none
   * @param reason one sentence of ours
   */
  record Failed(FailureCode code, String reason) implements OuterControlReply {}
}
