package dev.rekey.console.door;

import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.store.Fingerprinter;
import dev.rekey.console.api.IntakeView;
import dev.rekey.console.door.intake.IntakePorts;
import dev.rekey.console.door.intake.IntakeSource;
import dev.rekey.console.door.intake.IntakeSources;
import dev.rekey.model.credential.Fingerprint;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.trigger.Clue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sources in memory; one value and one name are those of {@code orders/db}. */
final class NotedSources implements IntakeSources {
  static final String LEAKED = "Leaked-Pa55word-4K!w9";
  static final SecretId ORDERS = new SecretId("orders/db");

  private final Map<String, IntakeSource> sources = new LinkedHashMap<>();
  private final Map<String, Tally> tallies = new LinkedHashMap<>();
  private final Fingerprinter fingerprinter = new Fingerprinter(Fingerprinter.freshKey());

  IntakePorts ports() {
    return new IntakePorts(this, fingerprinter::of, this::matching);
  }

  Fingerprint leaked() {
    return fingerprinter.of(SecretValue.of(LEAKED));
  }

  private List<SecretId> matching(List<Clue> clues) {
    return clues.contains(new Clue.Value(leaked()))
            || clues.contains(new Clue.Secret(ORDERS.value()))
        ? List.of(ORDERS)
        : List.of();
  }

  @Override
  public synchronized List<IntakeSource> all() {
    return List.copyOf(sources.values());
  }

  @Override
  public synchronized List<IntakeView> views() {
    return sources.values().stream().map(this::view).toList();
  }

  private IntakeView view(IntakeSource one) {
    Tally tally =
        tallies.getOrDefault(one.name(), new Tally(0, 0, 0, Optional.empty(), Optional.empty()));
    return new IntakeView(
        one.name(),
        one.kind(),
        "/v1/intake/" + one.name(),
        one.keysUrl(),
        one.addedBy(),
        one.addedAt(),
        tally.accepted(),
        tally.repeated(),
        tally.rejected(),
        tally.lastAccepted(),
        tally.lastRejected());
  }

  @Override
  public synchronized boolean add(IntakeSource source) {
    return sources.putIfAbsent(source.name(), source) == null;
  }

  @Override
  public synchronized boolean remove(String name) {
    return sources.remove(name) != null;
  }

  @Override
  public synchronized void count(String name, Tally tally) {
    tallies.merge(
        name,
        tally,
        (one, other) ->
            new Tally(
                one.accepted() + other.accepted(),
                one.repeated() + other.repeated(),
                one.rejected() + other.rejected(),
                other.lastAccepted().or(one::lastAccepted),
                other.lastRejected().or(one::lastRejected)));
  }
}
