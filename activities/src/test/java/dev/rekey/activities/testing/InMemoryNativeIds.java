package dev.rekey.activities.testing;

import dev.rekey.activities.rotation.NativeIds;
import dev.rekey.activities.target.NativeId;
import dev.rekey.model.credential.SecretId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who credentials were seen to be, in memory. */
public final class InMemoryNativeIds implements NativeIds {
  private final Map<SecretId, List<NativeId>> known = new ConcurrentHashMap<>();
  private final AtomicInteger asked = new AtomicInteger();

  /** How often somebody asked. */
  public int asked() {
    return asked.get();
  }

  @Override
  public void note(SecretId secret, List<NativeId> ids) {
    known.merge(
        secret,
        List.copyOf(ids),
        (some, more) -> Stream.concat(some.stream(), more.stream()).distinct().toList());
  }

  @Override
  public Map<SecretId, List<NativeId>> of(Collection<SecretId> secrets) {
    asked.incrementAndGet();
    return known.entrySet().stream()
        .filter(one -> secrets.contains(one.getKey()) && !one.getValue().isEmpty())
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
