package dev.rekey.model.rollover;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** One call of the certificates' function for a rollover. Each may be called twice, at any time. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = RolloverRequest.MARK)
@JsonSubTypes({
  @JsonSubTypes.Type(value = RolloverRequest.Enter.class, name = "enter"),
  @JsonSubTypes.Type(value = RolloverRequest.Leave.class, name = "leave"),
  @JsonSubTypes.Type(value = RolloverRequest.Believe.class, name = "believe"),
  @JsonSubTypes.Type(value = RolloverRequest.Remaining.class, name = "remaining"),
  @JsonSubTypes.Type(value = RolloverRequest.Served.class, name = "served"),
  @JsonSubTypes.Type(value = RolloverRequest.Strangers.class, name = "strangers"),
  @JsonSubTypes.Type(value = RolloverRequest.Condemn.class, name = "condemn"),
  @JsonSubTypes.Type(value = RolloverRequest.WriteDown.class, name = "write-down")
})
public sealed interface RolloverRequest {
  /** The property that tells such a request from others. */
  String MARK = "rollover";

  /** The rollover that asks. */
  RolloverOrder order();

  /** From now on the authority's name stands for what the phase says, and its roots are those. */
  record Enter(RolloverOrder order, RolloverPhase phase) implements RolloverRequest {}

  /** The authority's name stands for what it stood for before the rollover. */
  record Leave(RolloverOrder order) implements RolloverRequest {}

  /** Tells everybody of the roots that count now; who does not believe them yet? */
  record Believe(RolloverOrder order) implements RolloverRequest {}

  /** Which certificates under care are of another authority than the one that certifies now? */
  record Remaining(RolloverOrder order) implements RolloverRequest {}

  /** Where is something presented that the old authority certified, or may be? */
  record Served(RolloverOrder order) implements RolloverRequest {}

  /** What did the old authority certify, or whoever has its key, that nobody enrolled? */
  record Strangers(RolloverOrder order) implements RolloverRequest {}

  /** What can be done so that nobody at all believes the old authority any more is done. */
  record Condemn(RolloverOrder order) implements RolloverRequest {}

  /** Writes down how it stands, and what happened, as evidence too. */
  record WriteDown(RolloverView standing, List<RolloverEntry> entries) implements RolloverRequest {
    /** Copies the list. */
    public WriteDown {
      entries = List.copyOf(entries);
    }

    @Override
    public RolloverOrder order() {
      return standing.order();
    }
  }
}
