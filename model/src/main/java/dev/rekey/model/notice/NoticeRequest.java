package dev.rekey.model.notice;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What the notice function can be asked. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "ask")
@JsonSubTypes({
  @JsonSubTypes.Type(value = NoticeRequest.Deliver.class, name = "deliver"),
  @JsonSubTypes.Type(value = NoticeRequest.Try.class, name = "try")
})
public sealed interface NoticeRequest {
  /** Tell the notice to its audiences, each channel once; may be asked again. */
  record Deliver(Notice notice) implements NoticeRequest {}

  /**
   * Tell one channel a notice that says that it is a test.
   *
   * @param id the same for every attempt
   * @param by who tries it
   */
  record Try(NoticeId id, ChannelName channel, String by) implements NoticeRequest {}
}
