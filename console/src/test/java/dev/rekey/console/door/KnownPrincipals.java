package dev.rekey.console.door;

import dev.rekey.console.api.PrincipalKind;
import dev.rekey.console.door.access.Acquaintance;
import dev.rekey.console.door.access.Principal;
import dev.rekey.console.door.access.Principals;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Principals in memory. */
final class KnownPrincipals implements Principals {
  private final Map<String, Principal> byHash = new ConcurrentHashMap<>();
  private final Map<String, Acquaintance> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<String, PrincipalKind> disabled = new ConcurrentHashMap<>();
  private boolean somebodyWas;

  /** Somebody who has always been there, confirmed by others. */
  void longKnown(Principal principal, String tokenHash) {
    add(principal, tokenHash);
    byName.computeIfPresent(
        principal.name(),
        (name, known) -> with(known, Optional.empty(), Optional.empty(), countsOf(principal)));
  }

  /** Forgets everybody but one, as if they had just set the server up. */
  synchronized void leaveAlone(String owner) {
    byName.keySet().removeIf(name -> !name.equals(owner));
    byHash.values().removeIf(principal -> !principal.name().equals(owner));
  }

  private static Optional<Instant> countsOf(Principal principal) {
    return principal.kind() == PrincipalKind.PERSON ? Optional.of(Instant.EPOCH) : Optional.empty();
  }

  @Override
  public Optional<Principal> byTokenHash(String hash) {
    return Optional.ofNullable(byHash.get(hash));
  }

  @Override
  public synchronized boolean add(Principal principal, String tokenHash) {
    Acquaintance fresh = acquaintance(principal, Optional.empty(), Instant.EPOCH, Optional.empty());
    if (disabled.containsKey(principal.name())
        || byName.putIfAbsent(principal.name(), fresh) != null) {
      return false;
    }
    byHash.put(tokenHash, principal);
    return true;
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
  public synchronized boolean introduce(
      Principal principal, String tokenHash, String by, Instant at) {
    boolean counts = principal.kind() == PrincipalKind.PERSON && !somebodyWas;
    Optional<Instant> since = counts ? Optional.of(at) : Optional.empty();
    Acquaintance fresh = acquaintance(principal, Optional.of(by), at, since);
    if (disabled.containsKey(principal.name())
        || byName.putIfAbsent(principal.name(), fresh) != null) {
      return false;
    }
    somebodyWas |= counts;
    byHash.put(tokenHash, principal);
    return true;
  }

  @Override
  public synchronized boolean introduceAnew(
      Acquaintance known, String tokenHash, String by, Instant at) {
    byName.put(
        known.principal().name(), with(known, Optional.of(by), Optional.empty(), Optional.empty()));
    return replaceToken(known.principal(), tokenHash);
  }

  @Override
  public synchronized boolean confirm(Acquaintance known, String by, Instant at) {
    return byName.replace(
        known.principal().name(),
        known,
        with(known, known.introducedBy(), Optional.of(by), Optional.of(at)));
  }

  @Override
  public synchronized boolean disable(Principal principal, String by, Instant at) {
    byName.remove(principal.name());
    boolean known = byHash.values().removeIf(principal::equals);
    if (known) {
      disabled.put(principal.name(), principal.kind());
    }
    return known;
  }

  @Override
  public synchronized boolean readmit(Principal principal, String tokenHash) {
    return disabled.remove(principal.name(), principal.kind()) && add(principal, tokenHash);
  }

  @Override
  public synchronized Optional<Acquaintance> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  @Override
  public synchronized List<Acquaintance> all() {
    return List.copyOf(byName.values());
  }

  private static Acquaintance acquaintance(
      Principal principal, Optional<String> by, Instant at, Optional<Instant> counts) {
    return new Acquaintance(principal, by, at, by, at, Optional.empty(), counts);
  }

  private static Acquaintance with(
      Acquaintance known,
      Optional<String> introducedBy,
      Optional<String> confirmedBy,
      Optional<Instant> counts) {
    return new Acquaintance(
        known.principal(),
        known.createdBy(),
        known.createdAt(),
        introducedBy,
        known.introducedAt(),
        confirmedBy,
        counts);
  }
}
