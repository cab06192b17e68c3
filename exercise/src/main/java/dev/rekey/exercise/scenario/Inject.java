package dev.rekey.exercise.scenario;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.rekey.model.incident.Act;
import dev.rekey.model.incident.ReportSource;
import dev.rekey.model.incident.ResponseMode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Something that happens from outside, at its time, as the facilitator's list has it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Inject.Signal.class, name = "signal"),
  @JsonSubTypes.Type(value = Inject.PersonActs.class, name = "act"),
  @JsonSubTypes.Type(value = Inject.News.class, name = "news"),
  @JsonSubTypes.Type(value = Inject.Rotate.class, name = "rotate")
})
public sealed interface Inject {
  /** When, from the signal on; before it if negative. */
  Duration at();

  /** What people are told of it, in a sentence. */
  String text();

  /**
   * A signal of compromise comes in.
   *
   * @param signal its idempotency key; the same again is a replay
   * @param source who says so
   * @param principals the secrets that it names; empty: nobody knows whose it is
   * @param exposed how long before the signal others may know it
   * @param mode what comes first, if the source may say so
   */
  record Signal(
      @JsonProperty(required = true) Duration at,
      @JsonProperty(required = true) String signal,
      @JsonProperty(required = true) ReportSource source,
      List<String> principals,
      Optional<Duration> exposed,
      Optional<ResponseMode> mode,
      @JsonProperty(required = true) String text)
      implements Inject {
    /** Copies the list. */
    public Signal {
      principals = Lists.copy(principals);
    }
  }

  /**
   * A person does something in the incident: in a rehearsal by itself, else the participants are
   * told and it is theirs to do.
   *
   * @param by who
   * @param does what
   */
  record PersonActs(
      @JsonProperty(required = true) Duration at,
      @JsonProperty(required = true) String by,
      @JsonProperty(required = true) Act does,
      @JsonProperty(required = true) String text)
      implements Inject {}

  /** Something that people hear, and the machine does not. */
  record News(
      @JsonProperty(required = true) Duration at, @JsonProperty(required = true) String text)
      implements Inject {}

  /** A routine rotation of this secret begins. */
  record Rotate(
      @JsonProperty(required = true) Duration at,
      @JsonProperty(required = true) String principal,
      @JsonProperty(required = true) String text)
      implements Inject {}
}
