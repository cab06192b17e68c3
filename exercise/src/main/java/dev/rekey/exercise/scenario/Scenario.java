package dev.rekey.exercise.scenario;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A compromise to be rehearsed. All times are virtual, from the signal on.
 *
 * @param scenario its name, which is the file's
 * @param version from 1 on; a changed document has another one, so that scores are comparable
 * @param reference the case of the library that it plays, such as {@code S01}
 * @param title one line
 * @param controls what it shows, such as {@code CC7.2}
 * @param objectives what is to be learned, in sentences
 * @param traps what real responders fell into
 * @param length until when it is watched at most; an incident that is closed ends it earlier
 * @param world who and what there is
 * @param injects what happens from outside, in order
 * @param expect what a good response does
 * @param forbid what it never does
 * @param decisions what people are asked
 */
public record Scenario(
    @JsonProperty(required = true) String scenario,
    @JsonProperty(required = true) int version,
    @JsonProperty(required = true) String reference,
    @JsonProperty(required = true) String title,
    @JsonProperty(required = true) List<String> controls,
    @JsonProperty(required = true) List<String> objectives,
    List<String> traps,
    @JsonProperty(required = true) Duration length,
    @JsonProperty(required = true) Setting world,
    @JsonProperty(required = true) List<Inject> injects,
    @JsonProperty(required = true) List<Expectation> expect,
    List<Forbidden> forbid,
    List<Question> decisions) {
  /** Copies the lists. */
  public Scenario {
    controls = Lists.copy(controls);
    objectives = Lists.copy(objectives);
    traps = Lists.copy(traps);
    injects = Lists.copy(injects);
    expect = Lists.copy(expect);
    forbid = Lists.copy(forbid);
    decisions = Lists.copy(decisions);
  }

  /**
   * What a good response does.
   *
   * @param id its name in this document
   * @param action what
   * @param target whom or what it is about, all of them; empty: whatever
   * @param within full marks until then, none after three times as long
   * @param after what has to be done before it; done in the wrong order earns nothing
   * @param weight how much it is worth
   * @param critical whether missing it caps the grade
   * @param why one sentence for the report
   */
  public record Expectation(
      @JsonProperty(required = true) String id,
      @JsonProperty(required = true) Action action,
      List<String> target,
      @JsonProperty(required = true) Duration within,
      List<String> after,
      @JsonProperty(required = true) int weight,
      boolean critical,
      @JsonProperty(required = true) String why) {
    /** Copies the lists. */
    public Expectation {
      target = Lists.copy(target);
      after = Lists.copy(after);
    }
  }

  /**
   * What a good response never does.
   *
   * @param id its name in this document
   * @param action what
   * @param target about any of these; empty: whatever
   * @param from from when on; nothing: from the beginning
   * @param until until when; nothing: to the end
   * @param before until this expectation is met
   * @param weight how much each time costs, but no more than three times
   * @param critical whether it caps the grade
   * @param why one sentence for the report
   */
  public record Forbidden(
      @JsonProperty(required = true) String id,
      @JsonProperty(required = true) Action action,
      List<String> target,
      Optional<Duration> from,
      Optional<Duration> until,
      Optional<String> before,
      @JsonProperty(required = true) int weight,
      boolean critical,
      @JsonProperty(required = true) String why) {
    /** Copies the list. */
    public Forbidden {
      target = Lists.copy(target);
    }
  }

  /**
   * What people are asked: a decision that no runbook takes for them.
   *
   * @param id its name in this document
   * @param at when
   * @param ask the question
   * @param choices what can be answered
   * @param correct which of them is right
   * @param answered what the simulated participant answers in a rehearsal, and when it is not said
   *     the right one
   * @param window how long they have
   * @param weight how much it is worth
   * @param why one sentence for the report
   */
  public record Question(
      @JsonProperty(required = true) String id,
      @JsonProperty(required = true) Duration at,
      @JsonProperty(required = true) String ask,
      @JsonProperty(required = true) List<String> choices,
      @JsonProperty(required = true) String correct,
      Optional<String> answered,
      @JsonProperty(required = true) Duration window,
      @JsonProperty(required = true) int weight,
      @JsonProperty(required = true) String why) {
    /** Copies the list. */
    public Question {
      choices = Lists.copy(choices);
    }
  }
}
