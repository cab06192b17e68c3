package dev.rekey.activities.notice;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.ledger.Ledger;
import dev.rekey.activities.store.SecretStore;
import dev.rekey.model.FailureCode;
import dev.rekey.model.notice.Alarm;
import dev.rekey.model.notice.Audience;
import dev.rekey.model.notice.Channel;
import dev.rekey.model.notice.Notice;
import dev.rekey.model.notice.NoticeId;
import dev.rekey.model.notice.NoticeReceipt;
import dev.rekey.model.notice.NoticeReply;
import dev.rekey.model.notice.NoticeRequest;
import dev.rekey.model.notice.NoticeSeverity;
import dev.rekey.model.notice.Route;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Tells people. One call tries every channel once, all side by side; while one did not take its
 * letter yet the answer is a failure that heals, so that whoever asked asks again.
 */
public final class NoticeSteps {
  /** More at once would only wait for the ledger. */
  private static final int AT_ONCE = 16;

  private final Channels channels;
  private final LetterLog log;
  private final Postman postman;

  /**
   * Takes what it works with.
   *
   * @param link where people see more, if the installation has such a place
   */
  public NoticeSteps(
      Ledger ledger,
      SecretStore store,
      Notifiers notifiers,
      Optional<URI> link,
      InstantSource clock) {
    channels = new Channels(ledger);
    log = new LetterLog(ledger, clock);
    postman = new Postman(notifiers, new ChannelSecrets(store), log, link);
  }

  /**
   * Does what it is asked.
   *
   * @throws StepFailedException LEDGER_UNAVAILABLE if the ledger does not answer
   */
  public NoticeReply run(NoticeRequest request) {
    return switch (request) {
      case NoticeRequest.Deliver deliver ->
          deliver(deliver.notice(), channels.all(), Postman.PATIENCE);
      case NoticeRequest.Try test -> tryOut(test);
    };
  }

  private NoticeReply deliver(Notice notice, List<Route> routes, Duration patience) {
    List<Envelope> envelopes = Recipients.of(notice, routes);
    log.open(notice);
    carry(notice, envelopes.stream().filter(one -> !one.reserve()).toList(), patience);
    List<Audience> waiting = unreached(notice, envelopes);
    List<Envelope> called =
        envelopes.stream()
            .filter(one -> !one.reserve() || one.audiences().stream().anyMatch(waiting::contains))
            .toList();
    carry(notice, called.stream().filter(Envelope::reserve).toList(), patience);
    List<NoticeReceipt> receipts = log.ended(notice);
    long open = called.stream().filter(one -> find(receipts, one).isEmpty()).count();
    if (open > 0) {
      return new NoticeReply.Failed(
          FailureCode.CHANNEL_UNAVAILABLE,
          open + " of " + called.size() + " letters were not taken yet; they are sent again");
    }
    List<Audience> unreached = unreached(notice, envelopes);
    return new NoticeReply.Handled(log.close(notice, unreached), unreached);
  }

  private void carry(Notice notice, Collection<Envelope> envelopes, Duration patience) {
    try (ExecutorService carrying =
        Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      var tasks =
          envelopes.stream()
              .map(one -> carrying.submit(() -> postman.carry(notice, one, patience)))
              .toList();
      for (var task : tasks) {
        task.get();
      }
    } catch (java.util.concurrent.ExecutionException e) {
      throw e.getCause() instanceof StepFailedException known
          ? known
          : new StepFailedException(FailureCode.UNEXPECTED, "A letter could not be carried");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StepFailedException(FailureCode.FUNCTION_UNAVAILABLE, "The call was interrupted");
    }
  }

  private List<Audience> unreached(Notice notice, List<Envelope> envelopes) {
    List<NoticeReceipt> receipts = log.ended(notice);
    return notice.audiences().stream()
        .distinct()
        .filter(
            audience ->
                envelopes.stream()
                    .filter(one -> one.audiences().contains(audience))
                    .noneMatch(
                        one ->
                            find(receipts, one).filter(it -> it.outcome().delivered()).isPresent()))
        .toList();
  }

  private static Optional<NoticeReceipt> find(List<NoticeReceipt> receipts, Envelope one) {
    return receipts.stream()
        .filter(it -> it.channel().equals(one.channel().name()))
        .filter(it -> it.recipient().equals(one.recipient()))
        .findFirst();
  }

  private NoticeReply tryOut(NoticeRequest.Try test) {
    Optional<Route> route = channels.find(test.channel());
    if (route.isEmpty()) {
      return new NoticeReply.Failed(FailureCode.NOT_FOUND, "There is no channel of that name");
    }
    List<Route> alone = List.of(new Route(route.get().channel(), List.of(Audience.ON_CALL), false));
    NoticeReply reply = deliver(test(test, test.id(), Alarm.TRIGGER), alone, Duration.ZERO);
    if (route.get().channel() instanceof Channel.PagerDuty
        && reply instanceof NoticeReply.Handled) {
      deliver(test(test, new NoticeId(test.id() + "/over"), Alarm.RESOLVE), alone, Duration.ZERO);
    }
    return reply;
  }

  private static Notice test(NoticeRequest.Try test, NoticeId id, Alarm alarm) {
    return new Notice(
        id,
        "test-" + test.channel(),
        "TEST",
        "This is a test of the channel " + test.channel(),
        "Nothing has happened: " + test.by() + " tries this channel.",
        "Nothing; do nothing.",
        NoticeSeverity.INFO,
        alarm,
        List.of(Audience.ON_CALL),
        List.of(),
        List.of(),
        "TEST");
  }
}
