package dev.rekey.console.door;

import dev.rekey.console.api.ForceRequest;
import dev.rekey.console.door.rotation.ForceRequests;
import dev.rekey.model.credential.VersionId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Wishes to force, in memory. */
final class NotedForces implements ForceRequests {
  private final Map<String, ForceRequest> requests = new ConcurrentHashMap<>();
  private final Map<VersionId, Instant> began = new ConcurrentHashMap<>();
  private final Map<String, String> approvals = new ConcurrentHashMap<>();

  @Override
  public void add(ForceRequest request) {
    requests.put(request.id(), request);
  }

  @Override
  public Optional<ForceRequest> find(String id) {
    return Optional.ofNullable(requests.get(id));
  }

  /** What is asked for now is taken to have begun now. */
  @Override
  public Optional<Instant> began(VersionId version) {
    return Optional.of(began.computeIfAbsent(version, v -> Instant.now()));
  }

  @Override
  public void approved(String id, String by, Instant at) {
    approvals.putIfAbsent(id, by);
  }
}
