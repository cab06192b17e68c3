package dev.rekey.console.door;

import dev.rekey.console.api.PrincipalKind;
import dev.rekey.console.door.access.Principal;
import dev.rekey.console.door.access.Principals;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Principals in memory. */
final class KnownPrincipals implements Principals {
  private final Map<String, Principal> byHash = new ConcurrentHashMap<>();
  private final Map<String, PrincipalKind> disabled = new ConcurrentHashMap<>();

  @Override
  public Optional<Principal> byTokenHash(String hash) {
    return Optional.ofNullable(byHash.get(hash));
  }

  @Override
  public synchronized boolean add(Principal principal, String tokenHash) {
    boolean taken =
        disabled.containsKey(principal.name())
            || byHash.values().stream().anyMatch(p -> p.name().equals(principal.name()));
    if (!taken) {
      byHash.put(tokenHash, principal);
    }
    return !taken;
  }

  @Override
  public synchronized boolean replaceToken(Principal principal, String tokenHash) {
    boolean known = byHash.values().removeIf(principal::equals);
    if (known) {
      byHash.put(tokenHash, principal);
    }
    return known;
  }

  @Override
  public synchronized boolean disable(Principal principal, Instant at) {
    boolean known = byHash.values().removeIf(principal::equals);
    if (known) {
      disabled.put(principal.name(), principal.kind());
    }
    return known;
  }

  @Override
  public synchronized boolean readmit(Principal principal, String tokenHash) {
    boolean back = disabled.remove(principal.name(), principal.kind());
    if (back) {
      byHash.put(tokenHash, principal);
    }
    return back;
  }

  @Override
  public List<Principal> all() {
    return List.copyOf(byHash.values());
  }
}
