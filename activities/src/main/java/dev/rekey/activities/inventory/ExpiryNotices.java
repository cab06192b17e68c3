package dev.rekey.activities.inventory;

import dev.rekey.model.inventory.Expiry;
import dev.rekey.model.notice.Alarm;
import dev.rekey.model.notice.Audience;
import dev.rekey.model.notice.Notice;
import dev.rekey.model.notice.NoticeId;
import dev.rekey.model.notice.NoticeSeverity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The words in which people are told of certificates that end. Each has one alarm. */
final class ExpiryNotices {
  private static final Duration TWO_DAYS = Duration.ofDays(2);
  private static final String PREFIX = "expiry/";
  private static final String NEXT =
      "It is tried again by itself. See 'rekey status' for what is in the way, and renew it by hand"
          + " if that cannot be removed in time.";

  private ExpiryNotices() {}

  static Notice of(Expiry expiry, Instant now) {
    boolean ended = !expiry.end().isAfter(now);
    String secret = expiry.secret().value();
    return notice(
        PREFIX + expiry.version() + (ended ? "/ended" : "/near"),
        secret,
        ended ? "EXPIRED" : "EXPIRY_NEAR",
        ended
            ? "The certificate of " + secret + " ended at " + expiry.end()
            : "The certificate of "
                + secret
                + " ends in "
                + words(Duration.between(now, expiry.end()))
                + " and is not replaced",
        "It ends at " + expiry.end() + "; " + expiry.why() + ".",
        NEXT,
        ended ? NoticeSeverity.CRITICAL : NoticeSeverity.ERROR,
        Alarm.TRIGGER,
        List.of(expiry.owner()));
  }

  static Notice over(String secret, String version) {
    return notice(
        PREFIX + version + "/over",
        secret,
        "EXPIRY_OVER",
        "The certificate of " + secret + " is replaced",
        "The one that was about to end is not in use any more, or not under Rekey's care.",
        "Nothing.",
        NoticeSeverity.INFO,
        Alarm.RESOLVE,
        List.of());
  }

  private static Notice notice(
      String id,
      String secret,
      String milestone,
      String title,
      String known,
      String next,
      NoticeSeverity severity,
      Alarm alarm,
      List<String> owners) {
    return new Notice(
        new NoticeId(id),
        secret,
        milestone,
        title,
        known,
        next,
        severity,
        alarm,
        List.of(Audience.ON_CALL, Audience.CREDENTIAL_OWNER),
        owners,
        List.of(),
        "");
  }

  private static String words(Duration left) {
    if (left.compareTo(TWO_DAYS) > 0) {
      return left.toDays() + " days";
    }
    return left.toHours() > 1 ? left.toHours() + " hours" : left.toMinutes() + " minutes";
  }
}
