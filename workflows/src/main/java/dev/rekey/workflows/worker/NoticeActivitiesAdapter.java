package dev.rekey.workflows.worker;

import dev.rekey.model.notice.Notice;
import dev.rekey.model.notice.NoticeReceipt;
import dev.rekey.model.notice.NoticeReply;
import dev.rekey.model.notice.NoticeRequest;
import dev.rekey.workflows.notice.NoticeActivities;
import java.util.List;

/** Notices are sent by a function of their own. */
public final class NoticeActivitiesAdapter implements NoticeActivities {
  /** The function's name. */
  public static final String FUNCTION = "rekey-notices";

  private final Functions functions;

  /** Takes the way to the functions. */
  public NoticeActivitiesAdapter(FunctionInvoker invoker) {
    this.functions = new Functions(invoker);
  }

  @Override
  public List<NoticeReceipt> deliver(Notice notice) {
    return switch (functions.ask(FUNCTION, new NoticeRequest.Deliver(notice), NoticeReply.class)) {
      case NoticeReply.Handled handled -> handled.receipts();
      case NoticeReply.Failed failed -> throw Functions.failure(failed.code(), failed.reason());
    };
  }
}
