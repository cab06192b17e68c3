package dev.rekey.model.incident;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.rekey.model.FailureCode;
import java.util.List;

/** What a function answers to a {@link ResponseRequest}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "result")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ResponseReply.Answered.class, name = "answered"),
  @JsonSubTypes.Type(value = ResponseReply.Failed.class, name = "failed")
})
public sealed interface ResponseReply {
  /**
   * An answer for each credential, in the order of the request.
   *
   * @param again whether it was asked before and the answer got lost: what is found to be done may
   *     have been done then
   */
  record Answered(List<CredentialAnswer> answers, boolean again) implements ResponseReply {
    /** Copies the list. */
    public Answered {
      answers = List.copyOf(answers);
    }

    /** Asked once. */
    public Answered(List<CredentialAnswer> answers) {
      this(answers, false);
    }
  }

  /** The call as a whole could not be understood or begun. */
  record Failed(FailureCode code, String reason) implements ResponseReply {}
}
