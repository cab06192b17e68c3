package dev.rekey.model.incident;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.rotation.Fact;
import java.util.List;
import java.util.Optional;

/** What a function says about one credential; others in the same call have their own answers. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "answer")
@JsonSubTypes({
  @JsonSubTypes.Type(value = CredentialAnswer.Seen.class, name = "seen"),
  @JsonSubTypes.Type(value = CredentialAnswer.Failed.class, name = "failed")
})
public sealed interface CredentialAnswer {
  /** Whom it is about. */
  SecretId secret();

  /**
   * It was done, or looked at.
   *
   * @param facts what was done, or seen to be so
   * @param living what can still log in or act, where that was asked
   * @param findings what was left behind, where that was asked
   * @param reach the blast radius, where that was asked
   * @param found what was to be done and was so already; whose doing that is, the target cannot
   *     tell
   * @param asked what people must do, since it is out of our reach
   * @param before how things were before anything was done, where the same call looks at that
   */
  record Seen(
      SecretId secret,
      List<Fact> facts,
      List<Living> living,
      List<Finding> findings,
      Optional<Reach> reach,
      List<Fact> found,
      List<String> asked,
      List<Fact> before)
      implements CredentialAnswer {
    /** Copies the lists. */
    public Seen {
      facts = List.copyOf(facts);
      living = List.copyOf(living);
      findings = List.copyOf(findings);
      found = found == null ? List.of() : List.copyOf(found);
      asked = asked == null ? List.of() : List.copyOf(asked);
      before = before == null ? List.of() : List.copyOf(before);
    }

    /** Nothing of it was to be done. */
    public Seen(
        SecretId secret,
        List<Fact> facts,
        List<Living> living,
        List<Finding> findings,
        Optional<Reach> reach) {
      this(secret, facts, living, findings, reach, List.of(), List.of(), List.of());
    }

    /** Facts alone. */
    public static Seen of(SecretId secret, List<Fact> facts) {
      return new Seen(secret, facts, List.of(), List.of(), Optional.empty());
    }
  }

  /**
   * It was not done, or not wholly.
   *
   * @param code the class of failure
   * @param reason one sentence of ours, without any secret
   */
  record Failed(SecretId secret, FailureCode code, String reason) implements CredentialAnswer {}
}
