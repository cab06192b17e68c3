package dev.rekey.workflows.response;

import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.evidence.LogCheck;
import dev.rekey.model.evidence.LogSuspicion;
import dev.rekey.model.evidence.MarkedStretch;
import dev.rekey.model.incident.AtRisk;
import dev.rekey.model.incident.IncidentId;
import dev.rekey.model.incident.IncidentRequest;
import dev.rekey.model.incident.IncidentView;
import dev.rekey.model.incident.Reach;
import dev.rekey.model.incident.TimelineEntry;
import dev.rekey.model.incident.Wielded;
import dev.rekey.model.rotation.Fact;
import dev.rekey.model.rotation.UserOfOld;
import dev.rekey.model.trigger.Clue;
import dev.rekey.workflows.rotation.Rotations;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A ledger in memory, for one incident. */
final class ScriptedLedger implements IncidentActivities {
  private static final Wielded NOTHING =
      new Wielded(List.of(), List.of(), List.of(), List.of(), List.of());

  private final List<TimelineEntry> written = new ArrayList<>();
  private volatile Optional<Rotations> rotations = Optional.empty();
  private volatile List<AtRisk> inReach = List.of();
  private volatile List<Fact> earlier = List.of();
  private volatile BooleanSupplier silent = () -> false;
  private volatile boolean released;
  private volatile Wielded wielded = NOTHING;
  private volatile LogCheck found = new LogCheck(List.of(), List.of(), List.of());
  private final List<LogSuspicion> words = new ArrayList<>();

  void reaches(List<AtRisk> those) {
    inReach = those;
  }

  List<AtRisk> inReach() {
    return inReach;
  }

  void rotations(Rotations where) {
    rotations = Optional.of(where);
  }

  /** Rotations give no answer for so long. */
  void rotationsAreSilent(BooleanSupplier now) {
    silent = now;
  }

  boolean released() {
    return released;
  }

  synchronized List<TimelineEntry> written() {
    return List.copyOf(written);
  }

  @Override
  public synchronized void writeDown(IncidentView standing, List<TimelineEntry> entries) {
    entries.stream().filter(one -> one.number() > written.size()).forEach(written::add);
  }

  @Override
  public List<AtRisk> concerned(IncidentRequest.Concerned clues) {
    return inReach;
  }

  /** Rekey itself acts by this, which serves those. */
  void wields(Wielded what) {
    wielded = what;
  }

  /** A look at the evidence log finds this. */
  void finds(LogCheck check) {
    found = check;
  }

  synchronized List<LogSuspicion> words() {
    return List.copyOf(words);
  }

  @Override
  public Wielded wielded(Wielded.Question those) {
    boolean asked =
        wielded.roles().stream().anyMatch(those.principals()::contains)
            || wielded.logins().stream().anyMatch(those.secrets()::contains);
    return asked ? wielded : NOTHING;
  }

  /** This shows that somebody had it before the time that is asked about. */
  void abusedBefore(Fact sign) {
    earlier = List.of(sign);
  }

  /** How far somebody came, as it was told. */
  Optional<Reach> reach(List<UserOfOld> users, Clue reached) {
    return inReach().isEmpty() && users.isEmpty() && earlier.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Reach(
                    List.of("read"),
                    List.of(),
                    List.copyOf(users),
                    List.of(reached),
                    List.of("shop"))
                .withEarlier(earlier));
  }

  @Override
  public LogCheck checkEvidence() {
    return found;
  }

  @Override
  public synchronized MarkedStretch suspectEvidence(LogSuspicion word) {
    if (words.stream().noneMatch(one -> one.number() == word.number())) {
      words.add(word);
    }
    return new MarkedStretch(3, 7L + word.number(), word.through());
  }

  @Override
  public void hold(IncidentId incident, List<SecretId> secrets) {
    released = false;
  }

  @Override
  public void release(IncidentId incident, List<SecretId> secrets) {
    released = true;
  }

  @Override
  public Map<SecretId, VersionId> revokeAtOnce(IncidentId incident, List<SecretId> secrets) {
    if (silent.getAsBoolean()) {
      throw new IllegalStateException("they give no answer");
    }
    Map<SecretId, VersionId> staying = new HashMap<>();
    rotations.ifPresent(
        where ->
            secrets.forEach(
                secret ->
                    where
                        .revokeAtOnce(secret, incident.value())
                        .ifPresent(version -> staying.put(secret, version))));
    return staying;
  }

  @Override
  public void makeWay(IncidentId incident, List<SecretId> secrets) {
    // nothing runs
  }
}
