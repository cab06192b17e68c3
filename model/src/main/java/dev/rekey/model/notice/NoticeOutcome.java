package dev.rekey.model.notice;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.rekey.model.FailureCode;

/** What came of one notice in one channel. A failure is data: it changes nothing else. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
@JsonSubTypes({
  @JsonSubTypes.Type(value = NoticeOutcome.Delivered.class, name = "delivered"),
  @JsonSubTypes.Type(value = NoticeOutcome.Refused.class, name = "refused"),
  @JsonSubTypes.Type(value = NoticeOutcome.Unanswered.class, name = "unanswered"),
  @JsonSubTypes.Type(value = NoticeOutcome.LeftOut.class, name = "left-out")
})
public sealed interface NoticeOutcome {
  /** One short line for people. */
  @JsonIgnore
  default String sentence() {
    return switch (this) {
      case Delivered done ->
          "delivered, " + done.reference() + (done.perhapsTwice() ? ", perhaps twice" : "");
      case Refused no -> "refused: " + no.reason();
      case Unanswered open -> "no answer, it may have arrived: " + open.reason();
      case LeftOut left -> "not sent: " + left.reason();
    };
  }

  /** Whether somebody surely has it. */
  @JsonIgnore
  default boolean delivered() {
    return this instanceof Delivered;
  }

  /**
   * The channel took it.
   *
   * @param reference how the channel calls it, or how we did
   * @param perhapsTwice whether an earlier attempt, which bore the same key, gave no answer
   */
  record Delivered(String reference, boolean perhapsTwice) implements NoticeOutcome {}

  /**
   * The channel surely did not take it.
   *
   * @param code CHANNEL_REFUSED, or CHANNEL_UNAVAILABLE if it may take it later
   * @param reason one sentence of ours, without any secret
   */
  record Refused(FailureCode code, String reason) implements NoticeOutcome {}

  /**
   * No attempt was answered: it may have arrived.
   *
   * @param reason one sentence of ours, without any secret
   */
  record Unanswered(String reason) implements NoticeOutcome {}

  /**
   * It was not sent there.
   *
   * @param reason why, naming nobody
   */
  record LeftOut(String reason) implements NoticeOutcome {}
}
