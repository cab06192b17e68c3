package dev.rekey.model.rollover;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** How a rollover ended. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
@JsonSubTypes({
  @JsonSubTypes.Type(value = RolloverOutcome.Done.class, name = "done"),
  @JsonSubTypes.Type(value = RolloverOutcome.Withdrawn.class, name = "withdrawn")
})
public sealed interface RolloverOutcome {
  /**
   * Only the new authority is believed, and nobody presents a certificate of the old one.
   *
   * @param seen what was seen last: who says that the old one is revoked, where somebody can
   */
  record Done(List<String> seen) implements RolloverOutcome {
    /** Copies the list. */
    public Done {
      seen = seen == null ? List.of() : List.copyOf(seen);
    }
  }

  /**
   * The old authority is what it was.
   *
   * @param why in one sentence
   * @param behind who still believes both, which does no harm
   */
  record Withdrawn(String why, List<Obstacle> behind) implements RolloverOutcome {
    /** Copies the list. */
    public Withdrawn {
      behind = List.copyOf(behind);
    }
  }
}
