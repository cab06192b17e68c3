package dev.rekey.model.notice;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What the notice function can be asked. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "ask")
@JsonSubTypes(@JsonSubTypes.Type(value = NoticeRequest.Deliver.class, name = "deliver"))
public sealed interface NoticeRequest {
  /** Tell the notice to its audiences, each channel once; may be asked again. */
  record Deliver(Notice notice) implements NoticeRequest {}
}
