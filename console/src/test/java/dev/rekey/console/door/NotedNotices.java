package dev.rekey.console.door;

import dev.rekey.activities.notice.Notifiers;
import dev.rekey.console.door.notice.NoticeControl;
import dev.rekey.model.incident.IncidentId;
import dev.rekey.model.notice.Channel;
import dev.rekey.model.notice.ChannelName;
import dev.rekey.model.notice.NoticeId;
import dev.rekey.model.notice.NoticeOutcome;
import dev.rekey.model.notice.NoticeReceipt;
import dev.rekey.model.notice.NoticeRecord;
import dev.rekey.model.notice.Route;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Channels in memory, which take everything. */
final class NotedNotices implements NoticeControl {
  final Map<ChannelName, String> secrets = new ConcurrentHashMap<>();
  final List<NoticeRecord> told = new ArrayList<>();
  private final Map<ChannelName, Route> routes = new ConcurrentHashMap<>();
  private final Notifiers notifiers = new Notifiers();

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
    secret.ifPresent(value -> secrets.put(route.channel().name(), value));
    return routes.putIfAbsent(route.channel().name(), route) == null;
  }

  @Override
  public boolean remove(ChannelName name, String by, Instant at) {
    return routes.remove(name) != null;
  }

  @Override
  public List<Route> all() {
    return List.copyOf(routes.values());
  }

  @Override
  public List<NoticeReceipt> test(ChannelName name, String by) {
    return List.of(
        new NoticeReceipt(
            new NoticeId("test/1"),
            name,
            name.value(),
            Instant.EPOCH,
            new NoticeOutcome.Delivered("alert 1", false)));
  }

  @Override
  public List<NoticeRecord> of(IncidentId incident) {
    return List.copyOf(told);
  }
}
