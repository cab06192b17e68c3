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
  /** An answer for each credential, in the order of the request. */
  record Answered(List<CredentialAnswer> answers) implements ResponseReply {
    /** Copies the list. */
    public Answered {
      answers = List.copyOf(answers);
    }
  }

  /** The call as a whole could not be understood or begun. */
  record Failed(FailureCode code, String reason) implements ResponseReply {}
}
