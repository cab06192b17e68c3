package dev.rekey.model.notice;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.rekey.model.FailureCode;
import java.util.List;

/** What the notice function answers. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "answer")
@JsonSubTypes({
  @JsonSubTypes.Type(value = NoticeReply.Handled.class, name = "handled"),
  @JsonSubTypes.Type(value = NoticeReply.Failed.class, name = "failed")
})
public sealed interface NoticeReply {
  /**
   * Every channel was tried.
   *
   * @param receipts what came of it, channel by channel
   * @param unreached the audiences of which no channel took the notice
   */
  record Handled(List<NoticeReceipt> receipts, List<Audience> unreached) implements NoticeReply {
    /** Copies the lists. */
    public Handled {
      receipts = List.copyOf(receipts);
      unreached = List.copyOf(unreached);
    }
  }

  /** It is not known who is to be told, so nobody was. */
  record Failed(FailureCode code, String reason) implements NoticeReply {}
}
