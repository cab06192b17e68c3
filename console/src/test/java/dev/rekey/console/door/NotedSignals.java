package dev.rekey.console.door;

import dev.rekey.console.api.SignalView;
import dev.rekey.console.door.signal.OpenSignals;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Open signals in memory. */
final class NotedSignals implements OpenSignals {
  /** What was said when they were closed. */
  final Map<String, String> closed = new ConcurrentHashMap<>();

  private final Map<String, SignalView> open = new ConcurrentSkipListMap<>();

  void came(SignalView signal) {
    open.put(signal.id(), signal);
  }

  @Override
  public List<SignalView> all() {
    return List.copyOf(open.values());
  }

  @Override
  public int count() {
    return open.size();
  }

  @Override
  public boolean close(String id, String by, String note, Instant at) {
    boolean known = open.remove(id) != null;
    if (known) {
      closed.put(id, by + ": " + note);
    }
    return known;
  }
}
