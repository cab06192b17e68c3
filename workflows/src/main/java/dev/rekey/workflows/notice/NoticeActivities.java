package dev.rekey.workflows.notice;

import dev.rekey.model.notice.Notice;
import dev.rekey.model.notice.NoticeReceipt;
import io.temporal.activity.ActivityInterface;
import java.util.List;

/** The way to the notices function. */
@ActivityInterface
public interface NoticeActivities {
  /** Tells everybody whom the notice is for, each once; empty if no channel serves them. */
  List<NoticeReceipt> deliver(Notice notice);
}
