package dev.rekey.console.door.notice;

import dev.rekey.model.incident.IncidentId;
import dev.rekey.model.notice.Audience;
import dev.rekey.model.notice.Channel;
import dev.rekey.model.notice.ChannelName;
import dev.rekey.model.notice.NoticeReceipt;
import dev.rekey.model.notice.NoticeRecord;
import dev.rekey.model.notice.Route;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The channels, and what was told through them. */
public interface NoticeControl {
  /** What speaks against such a channel, if anything does: a sentence. */
  Optional<String> fault(Channel channel);

  /** Whether a channel of this kind is opened with a secret. */
  boolean needsSecret(Channel channel);

  /** Keeps what opens it, and adds it; false, and nothing is changed, if the name is taken. */
  boolean add(Route route, Optional<String> secret, String by, Instant at);

  /** Removes it; false if there is none. */
  boolean remove(ChannelName name, String by, Instant at);

  /** All of them. */
  List<Route> all();

  /**
   * Sends one harmless notice, marked as a test.
   *
   * @throws dev.rekey.console.door.Refusal 404 if there is no such channel, 503 if the function
   *     gives no answer
   */
  List<NoticeReceipt> test(ChannelName name, String by);

  /** What was told of an incident. */
  List<NoticeRecord> of(IncidentId incident);

  /** The audiences that no channel reaches: whatever happens, they are not told. */
  default List<Audience> unserved() {
    List<Audience> served = all().stream().flatMap(one -> one.audiences().stream()).toList();
    return List.of(Audience.values()).stream().filter(one -> !served.contains(one)).toList();
  }
}
