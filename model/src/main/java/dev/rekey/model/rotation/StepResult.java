package dev.rekey.model.rotation;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.rekey.model.FailureCode;
import java.util.List;

/** What a function answers. A refusal is an answer; only a crash is an error of the call. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "result")
@JsonSubTypes({
  @JsonSubTypes.Type(value = StepResult.Done.class, name = "done"),
  @JsonSubTypes.Type(value = StepResult.Waiting.class, name = "waiting"),
  @JsonSubTypes.Type(value = StepResult.Failed.class, name = "failed")
})
public sealed interface StepResult {
  /**
   * The step's effect is there.
   *
   * @param facts what was seen, for people and evidence
   */
  record Done(List<Fact> facts) implements StepResult {
    /** Copies the list. */
    public Done {
      facts = List.copyOf(facts);
    }
  }

  /**
   * The step must not happen yet, since the version to be revoked is in use.
   *
   * @param users who uses it
   */
  record Waiting(List<UserOfOld> users) implements StepResult {
    /** Copies the list. */
    public Waiting {
      users = List.copyOf(users);
    }
  }

  /**
   * The step did not happen, or not wholly.
   *
   * @param code the class of failure
   * @param reason one sentence of ours, without any secret
   */
  record Failed(FailureCode code, String reason) implements StepResult {}
}
