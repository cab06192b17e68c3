package dev.rekey.model.inventory;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.notice.Notice;
import dev.rekey.model.rotation.RenewalQuestion;
import java.util.List;

/** What the inventory function answers. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "answer")
@JsonSubTypes({
  @JsonSubTypes.Type(value = InventoryReply.DuePage.class, name = "due-page"),
  @JsonSubTypes.Type(value = InventoryReply.BreachesRecorded.class, name = "breaches-recorded"),
  @JsonSubTypes.Type(value = InventoryReply.Received.class, name = "received"),
  @JsonSubTypes.Type(value = InventoryReply.Repeated.class, name = "repeated"),
  @JsonSubTypes.Type(value = InventoryReply.ToAsk.class, name = "to-ask"),
  @JsonSubTypes.Type(value = InventoryReply.ToTell.class, name = "to-tell"),
  @JsonSubTypes.Type(value = InventoryReply.Failed.class, name = "failed")
})
public sealed interface InventoryReply {
  /** A page of due credentials, the riskiest first; {@code more} if there are others behind it. */
  record DuePage(List<DueCredential> due, boolean more) implements InventoryReply {
    /** Copies the list. */
    public DuePage {
      due = List.copyOf(due);
    }
  }

  /** How many credentials are past their maximum age, and how many of these are newly so. */
  record BreachesRecorded(int open, int fresh) implements InventoryReply {}

  /**
   * Whom a trigger concerns.
   *
   * @param known the credentials that it speaks of
   * @param start the rotations to start for it
   * @param open whether people must look: nobody knows its credential, or it is a question
   */
  record Received(List<SecretId> known, List<DueCredential> start, boolean open)
      implements InventoryReply {
    /** Copies the lists. */
    public Received {
      known = List.copyOf(known);
      start = List.copyOf(start);
    }
  }

  /** The trigger came before, and another run has dealt with it. */
  record Repeated() implements InventoryReply {}

  /** What to ask the functions of the credentials' kinds. */
  record ToAsk(List<RenewalQuestion> questions) implements InventoryReply {
    /** Copies the list. */
    public ToAsk {
      questions = List.copyOf(questions);
    }
  }

  /** What people are to be told. */
  record ToTell(List<Notice> notices) implements InventoryReply {
    /** Copies the list. */
    public ToTell {
      notices = List.copyOf(notices);
    }
  }

  /** The question could not be answered. */
  record Failed(FailureCode code, String reason) implements InventoryReply {}
}
