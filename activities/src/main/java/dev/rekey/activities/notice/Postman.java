package dev.rekey.activities.notice;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.model.FailureCode;
import dev.rekey.model.notice.Channel;
import dev.rekey.model.notice.Notice;
import dev.rekey.model.notice.NoticeOutcome;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;

/**
 * Makes at most one attempt with a letter, and writes down what came of it. A channel that knows a
 * repetition by its key is tried until it answers. One that does not gets a second attempt after an
 * ambiguous one, and no third: at most one letter comes twice, and only where no answer came.
 */
final class Postman {
  /** So long a letter is tried; by then people have heard of the incident, or will by the next. */
  static final Duration PATIENCE = Duration.ofMinutes(15);

  private static final Duration AT_LEAST = Duration.ofMillis(200);
  private static final Duration AT_MOST = Duration.ofMinutes(5);
  private static final int AMBIGUOUS = 2;

  private final Notifiers notifiers;
  private final ChannelSecrets secrets;
  private final LetterLog log;
  private final Optional<URI> link;

  Postman(Notifiers notifiers, ChannelSecrets secrets, LetterLog log, Optional<URI> link) {
    this.notifiers = notifiers;
    this.secrets = secrets;
    this.log = log;
    this.link = link;
  }

  /**
   * Tries once, if it is time.
   *
   * @param patience how long it is tried in all
   */
  void carry(Notice notice, Envelope to, Duration patience) {
    switch (log.begin(notice, to)) {
      case Stand.Ended done -> {}
      case Stand.Later later -> {}
      case Stand.TooLate late ->
          log.end(notice, to, new NoticeOutcome.LeftOut("the alert was resolved before"));
      case Stand.Ours ours -> carry(notice, to, ours, ours.trying().compareTo(patience) >= 0);
    }
  }

  private void carry(Notice notice, Envelope to, Stand.Ours ours, boolean last) {
    Channel channel = to.channel();
    boolean knowsRepetition = Notifiers.knowsRepetition(channel);
    if (to.leftOut().isPresent()) {
      log.end(notice, to, new NoticeOutcome.LeftOut(to.leftOut().get()));
    } else if (!knowsRepetition && ours.ambiguous() >= AMBIGUOUS) {
      log.end(notice, to, new NoticeOutcome.Unanswered("its sender was lost twice"));
    } else {
      boolean perhaps = ours.ambiguous() > 0 && !knowsRepetition;
      switch (attempt(notice, to)) {
        case Attempt.Accepted taken ->
            log.end(notice, to, new NoticeOutcome.Delivered(taken.reference(), perhaps));
        case Attempt.Rejected no ->
            log.end(
                notice, to, new NoticeOutcome.Refused(FailureCode.CHANNEL_REFUSED, no.reason()));
        case Attempt.Busy busy when last -> log.end(notice, to, givenUp(ours, busy.reason()));
        case Attempt.Busy busy -> log.again(notice, to, false, pause(busy));
        case Attempt.Lost lost
            when last || (!knowsRepetition && ours.ambiguous() + 1 >= AMBIGUOUS) ->
            log.end(notice, to, new NoticeOutcome.Unanswered(lost.reason()));
        case Attempt.Lost lost -> log.again(notice, to, true, AT_LEAST);
      }
    }
  }

  private static NoticeOutcome givenUp(Stand.Ours ours, String reason) {
    String said =
        reason
            + "; given up after "
            + (ours.attempts() + 1)
            + (ours.attempts() == 0 ? " attempt" : " attempts");
    return ours.ambiguous() > 0
        ? new NoticeOutcome.Unanswered(said)
        : new NoticeOutcome.Refused(FailureCode.CHANNEL_UNAVAILABLE, said);
  }

  private static Duration pause(Attempt.Busy busy) {
    Comparator<Duration> length = Comparator.naturalOrder();
    Duration asked = busy.after().orElse(AT_LEAST);
    return length.compare(asked, AT_MOST) > 0
        ? AT_MOST
        : length.compare(asked, AT_LEAST) < 0 ? AT_LEAST : asked;
  }

  private Attempt attempt(Notice notice, Envelope to) {
    Letter letter =
        new Letter(
            to.recipient(),
            notice.id() + "/" + to.channel().name() + "/" + to.recipient(),
            Wording.of(notice, link));
    try {
      return secret(to.channel())
          .map(secret -> notifiers.send(to.channel(), secret, letter))
          .orElseGet(() -> new Attempt.Rejected("what opens it is not in the secret store"));
    } catch (StepFailedException store) {
      return new Attempt.Busy("what opens it could not be read", Optional.empty());
    } catch (RuntimeException e) { // its message may hold anything
      return new Attempt.Lost("it broke with " + e.getClass().getSimpleName());
    }
  }

  private Optional<SecretValue> secret(Channel channel) {
    return Notifiers.needsSecret(channel)
        ? secrets.of(channel.name())
        : Optional.of(SecretValue.of(""));
  }
}
