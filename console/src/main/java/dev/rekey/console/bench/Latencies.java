package dev.rekey.console.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Durations in nanoseconds, and their percentiles. */
final class Latencies {
  private final List<Long> nanos = Collections.synchronizedList(new ArrayList<>());

  void add(long duration) {
    nanos.add(duration);
  }

  /** The smallest duration that {@code percent} of all do not exceed, in milliseconds. */
  double percentileMillis(double percent) {
    List<Long> sorted = nanos.stream().sorted().toList();
    if (sorted.isEmpty()) {
      return 0;
    }
    int rank = (int) Math.ceil(percent / 100 * sorted.size());
    return sorted.get(Math.max(rank, 1) - 1) / 1e6;
  }

  /** The mean, in milliseconds. */
  double meanMillis() {
    return List.copyOf(nanos).stream().mapToLong(Long::longValue).average().orElse(0) / 1e6;
  }
}
