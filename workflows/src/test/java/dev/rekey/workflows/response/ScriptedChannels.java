package dev.rekey.workflows.response;

import dev.rekey.model.notice.ChannelName;
import dev.rekey.model.notice.Notice;
import dev.rekey.model.notice.NoticeOutcome;
import dev.rekey.model.notice.NoticeReceipt;
import dev.rekey.workflows.notice.NoticeActivities;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** One channel that keeps what it took, and may be down. */
final class ScriptedChannels implements NoticeActivities {
  private final List<Notice> told = new ArrayList<>();
  private Predicate<Notice> down = notice -> false;

  /** It takes none of these. */
  synchronized void down(Predicate<Notice> which) {
    down = which;
  }

  /** It is down for so many attempts of this milestone. */
  synchronized void downFor(int attempts, String milestone) {
    int[] left = {attempts};
    down = notice -> notice.milestone().equals(milestone) && left[0]-- > 0;
  }

  synchronized List<Notice> told() {
    return List.copyOf(told);
  }

  /** Those about this milestone. */
  List<Notice> told(String milestone) {
    return told().stream().filter(one -> one.milestone().equals(milestone)).toList();
  }

  @Override
  public synchronized List<NoticeReceipt> deliver(Notice notice) {
    if (down.test(notice)) {
      throw new IllegalStateException("the channel is down");
    }
    told.add(notice);
    return List.of(
        new NoticeReceipt(
            notice.id(),
            new ChannelName("duty"),
            "duty",
            Instant.EPOCH,
            new NoticeOutcome.Delivered("alert", false)));
  }
}
