package dev.rekey.console.embedded.away;

import dev.rekey.activities.incident.Outages;
import dev.rekey.activities.incident.Outages.Outage;
import dev.rekey.activities.incident.Outages.Waiting;
import dev.rekey.model.notice.Notice;
import dev.rekey.model.notice.NoticeReceipt;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pages on-call when responses stand still, for then they cannot do so themselves: while Temporal
 * does not answer and an incident is open, or when a signal waits for a response that does not
 * begin. Once for each outage, and once more when it is over. Everything that it needs is in the
 * ledger and in the channels.
 */
final class AwayWatch {
  private static final Logger LOG = LoggerFactory.getLogger(AwayWatch.class);
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("'AWAY-'yyyyMMdd'T'HHmmss.SSS").withZone(ZoneOffset.UTC);

  private final BooleanSupplier pulse;
  private final Outages outages;
  private final Function<Notice, List<NoticeReceipt>> office;
  private final AwayNotices words;
  private final Duration patience;
  private final InstantSource clock;
  private Optional<Instant> silentSince = Optional.empty();
  private Optional<Instant> answersSince = Optional.empty();

  /**
   * Takes what it works with.
   *
   * @param pulse whether Temporal answers
   * @param office tells people; whatever it throws is tried again
   */
  AwayWatch(
      BooleanSupplier pulse,
      Outages outages,
      Function<Notice, List<NoticeReceipt>> office,
      AwaySettings settings,
      InstantSource clock) {
    this.pulse = pulse;
    this.outages = outages;
    this.office = office;
    this.words = new AwayNotices(settings.card());
    this.patience = settings.patience();
    this.clock = clock;
  }

  /** Looks once, and tells people if it is time. */
  void look() {
    Instant asked = clock.instant();
    if (pulse.getAsBoolean()) {
      silentSince = Optional.empty();
      answersSince = answersSince.or(() -> Optional.of(asked));
    } else {
      silentSince = silentSince.or(() -> Optional.of(asked));
      answersSince = Optional.empty();
    }
    Waiting waiting = outages.waiting();
    boolean unheard = waiting.longest().compareTo(patience) >= 0;
    if (unheard || (lasted(silentSince) && !waiting.isNothing())) {
      page(waiting);
    } else if (lasted(answersSince)) {
      outages.open().ifPresent(outage -> tellBack(outage, waiting));
    }
  }

  private boolean lasted(Optional<Instant> since) {
    return since
        .map(from -> Duration.between(from, clock.instant()))
        .filter(time -> time.compareTo(patience) >= 0)
        .isPresent();
  }

  private void page(Waiting waiting) {
    Instant since = silentSince.orElseGet(() -> clock.instant().minus(waiting.longest()));
    Outage outage = outages.begin(NAME.format(since), since);
    if (!outage.told() && told(words.away(outage, waiting, silentSince.isEmpty()))) {
      outages.told(outage, clock.instant());
    }
  }

  private void tellBack(Outage outage, Waiting waiting) {
    if (told(words.back(outage, waiting, answersSince.orElseGet(clock::instant)))) {
      outages.end(outage, clock.instant());
    }
  }

  /** Whether nothing is to be tried again. */
  private boolean told(Notice notice) {
    try {
      LOG.warn("{}: {} {}", notice.incident(), notice.title(), notice.known());
      if (office.apply(notice).stream().noneMatch(one -> one.outcome().delivered())) {
        LOG.error("{}: nobody could be told, no channel took it", notice.incident());
      }
      return true;
    } catch (RuntimeException e) {
      LOG.warn("{}: not everybody is told yet; it is tried again", notice.incident());
      return false;
    }
  }
}
