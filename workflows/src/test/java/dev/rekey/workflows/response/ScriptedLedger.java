package dev.rekey.workflows.response;

import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.incident.AtRisk;
import dev.rekey.model.incident.IncidentId;
import dev.rekey.model.incident.IncidentRequest;
import dev.rekey.model.incident.IncidentView;
import dev.rekey.model.incident.TimelineEntry;
import dev.rekey.workflows.rotation.Rotations;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A ledger in memory, for one incident. */
final class ScriptedLedger implements IncidentActivities {
  private final List<TimelineEntry> written = new ArrayList<>();
  private volatile Optional<Rotations> rotations = Optional.empty();
  private volatile List<AtRisk> inReach = List.of();
  private volatile boolean released;

  void reaches(List<AtRisk> those) {
    inReach = those;
  }

  List<AtRisk> inReach() {
    return inReach;
  }

  void rotations(Rotations where) {
    rotations = Optional.of(where);
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
