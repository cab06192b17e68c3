package dev.rekey.activities.notice;

import dev.rekey.activities.ledger.Ledger;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.testing.InMemorySecretStore;
import dev.rekey.model.notice.Alarm;
import dev.rekey.model.notice.Audience;
import dev.rekey.model.notice.Channel;
import dev.rekey.model.notice.ChannelName;
import dev.rekey.model.notice.Notice;
import dev.rekey.model.notice.NoticeId;
import dev.rekey.model.notice.NoticeReply;
import dev.rekey.model.notice.NoticeRequest;
import dev.rekey.model.notice.NoticeSeverity;
import dev.rekey.model.notice.Route;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Who tells people in a test, by a clock that the test turns. */
final class Office {
  static final Instant START = Instant.parse("2026-11-25T03:00:00Z");
  static final String INCIDENT = "INC-0123456789AB";

  /** What every channel is opened with. */
  static final String KEY = "planted-signing-key";

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final InMemorySecretStore store = new InMemorySecretStore();
  private final Channels channels;
  private final LetterLog log;
  private final NoticeSteps steps;

  Office(Ledger ledger) {
    channels = new Channels(ledger);
    log = new LetterLog(ledger, now::get);
    steps =
        new NoticeSteps(
            ledger,
            store,
            new Notifiers(Duration.ofSeconds(1), now::get),
            Optional.empty(),
            now::get);
  }

  void add(String name, HttpReceiver to, Audience audience, String... members) {
    add(name, to, audience, false, members);
  }

  void addPagerDuty(String name, HttpReceiver to) {
    add(new Channel.PagerDuty(new ChannelName(name), to.url("/"), List.of("ann")));
  }

  void reserve(String name, HttpReceiver to, Audience audience) {
    add(name, to, audience, true, "ann");
  }

  private void add(
      String name, HttpReceiver to, Audience audience, boolean reserve, String... members) {
    Channel hook = new Channel.Webhook(new ChannelName(name), to.url("/" + name), List.of(members));
    add(new Route(hook, List.of(audience), reserve));
  }

  private void add(Channel channel) {
    add(new Route(channel, List.of(Audience.ON_CALL), false));
  }

  private void add(Route route) {
    new ChannelSecrets(store).keep(route.channel().name(), SecretValue.of(KEY));
    if (!channels.add(route, "ann", START)) {
      throw new IllegalStateException(route.channel().name() + " is taken");
    }
  }

  void pass(Duration time) {
    now.updateAndGet(at -> at.plus(time));
  }

  /** A sender begins with the first letter, and dies. */
  Stand begin(Notice notice) {
    log.open(notice);
    return log.begin(notice, Recipients.of(notice, channels.all()).getFirst());
  }

  NoticeReply run(NoticeRequest request) {
    return steps.run(request);
  }

  NoticeReply.Failed failed(Notice notice) {
    return (NoticeReply.Failed) run(new NoticeRequest.Deliver(notice));
  }

  NoticeReply.Handled handled(Notice notice) {
    return (NoticeReply.Handled) run(new NoticeRequest.Deliver(notice));
  }

  static Notice notice(String id, Audience... audiences) {
    return notice(id, List.of(), audiences);
  }

  static Notice notice(String id, List<String> excluded, Audience... audiences) {
    return notice(id, "CONTAINED", Alarm.TRIGGER, excluded, audiences);
  }

  /** That the incident is closed. */
  static Notice closing(String id) {
    return notice(id, "CLOSED", Alarm.RESOLVE, List.of(), Audience.ON_CALL);
  }

  private static Notice notice(
      String id, String milestone, Alarm alarm, List<String> excluded, Audience... audiences) {
    return new Notice(
        new NoticeId(id),
        INCIDENT,
        milestone,
        milestone.toLowerCase(Locale.ROOT),
        "Keys are off",
        "New keys are made",
        NoticeSeverity.CRITICAL,
        alarm,
        List.of(audiences),
        List.of(),
        excluded,
        "");
  }
}
