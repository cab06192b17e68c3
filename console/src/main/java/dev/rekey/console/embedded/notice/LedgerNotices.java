package dev.rekey.console.embedded.notice;

import dev.rekey.activities.Wire;
import dev.rekey.activities.ledger.Ledger;
import dev.rekey.activities.notice.ChannelSecrets;
import dev.rekey.activities.notice.Channels;
import dev.rekey.activities.notice.NoticeRecords;
import dev.rekey.activities.notice.Notifiers;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.store.SecretStore;
import dev.rekey.console.door.Refusal;
import dev.rekey.console.door.notice.NoticeControl;
import dev.rekey.model.incident.IncidentId;
import dev.rekey.model.notice.Channel;
import dev.rekey.model.notice.ChannelName;
import dev.rekey.model.notice.NoticeId;
import dev.rekey.model.notice.NoticeReceipt;
import dev.rekey.model.notice.NoticeRecord;
import dev.rekey.model.notice.NoticeReply;
import dev.rekey.model.notice.NoticeRequest;
import dev.rekey.model.notice.Route;
import dev.rekey.workflows.worker.FunctionInvoker;
import dev.rekey.workflows.worker.FunctionLostException;
import dev.rekey.workflows.worker.NoticeActivitiesAdapter;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;

/** Channels in the ledger; a test goes the way that notices go, through the same function. */
public final class LedgerNotices implements NoticeControl {
  private final Channels channels;
  private final ChannelSecrets secrets;
  private final NoticeRecords records;
  private final Notifiers notifiers = new Notifiers();
  private final FunctionInvoker functions;

  /** Takes the ledger, the store, and the way to the functions. */
  public LedgerNotices(Ledger ledger, SecretStore store, FunctionInvoker functions) {
    channels = new Channels(ledger);
    secrets = new ChannelSecrets(store);
    records = new NoticeRecords(ledger);
    this.functions = functions;
  }

  @Override
  public Optional<String> fault(Channel channel) {
    return notifiers.fault(channel);
  }

  @Override
  public boolean needsSecret(Channel channel) {
    return Notifiers.needsSecret(channel);
  }

  @Override
  public boolean add(Route route, Optional<String> secret, String by, Instant at) {
    ChannelName name = route.channel().name();
    if (channels.find(name).isPresent()) {
      return false;
    }
    secret.ifPresent(value -> secrets.keep(name, SecretValue.of(value)));
    return channels.add(route, by, at);
  }

  @Override
  public boolean remove(ChannelName name, String by, Instant at) {
    return channels.remove(name, by, at);
  }

  @Override
  public List<Route> all() {
    return channels.all();
  }

  @Override
  public List<NoticeReceipt> test(ChannelName name, String by) {
    NoticeId id = new NoticeId("test/" + UUID.randomUUID());
    return switch (asked(new NoticeRequest.Try(id, name, by))) {
      case NoticeReply.Handled handled -> handled.receipts();
      case NoticeReply.Failed failed ->
          throw new Refusal(
              HttpStatus.SERVICE_UNAVAILABLE,
              failed.code().name(),
              failed.reason(),
              failed.code().advice());
    };
  }

  private NoticeReply asked(NoticeRequest request) {
    try {
      byte[] order = Wire.mapper().writerFor(NoticeRequest.class).writeValueAsBytes(request);
      return Wire.mapper()
          .readValue(functions.invoke(NoticeActivitiesAdapter.FUNCTION, order), NoticeReply.class);
    } catch (FunctionLostException | IOException lost) {
      throw new Refusal(
          HttpStatus.SERVICE_UNAVAILABLE,
          "FUNCTION_UNAVAILABLE",
          "The function " + NoticeActivitiesAdapter.FUNCTION + " gave no usable answer",
          "Whether the test was sent is unknown; look at the channel, then try again.");
    }
  }

  @Override
  public List<NoticeRecord> of(IncidentId incident) {
    return records.of(incident.value());
  }
}
