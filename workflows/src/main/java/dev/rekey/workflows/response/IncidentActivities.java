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
import dev.rekey.model.incident.TimelineEntry;
import dev.rekey.model.incident.Wielded;
import io.temporal.activity.ActivityInterface;
import java.util.List;
import java.util.Map;

/** What a response asks of the ledger, and of running rotations. */
@ActivityInterface
public interface IncidentActivities {
  /** Writes down lines of the timeline, as evidence too, and how the incident stands. */
  void writeDown(IncidentView standing, List<TimelineEntry> entries);

  /** The enrolled credentials that the clues mean, and that no incident holds already. */
  List<AtRisk> concerned(IncidentRequest.Concerned clues);

  /**
   * By which of these principals and credentials Rekey itself acts, and what it serves with them.
   */
  Wielded wielded(Wielded.Question those);

  /** Looks whether the evidence log and its key are those that others know. */
  LogCheck checkEvidence();

  /** Writes into the evidence log that a stretch of it is not to be believed, or is again. */
  MarkedStretch suspectEvidence(LogSuspicion word);

  /** No routine step touches these from now on. */
  void hold(IncidentId incident, List<SecretId> secrets);

  /** Routine steps may touch these again. */
  void release(IncidentId incident, List<SecretId> secrets);

  /**
   * Running rotations of these revoke the old version now, whoever uses it.
   *
   * @return the new versions of those that have one which stays
   */
  Map<SecretId, VersionId> revokeAtOnce(IncidentId incident, List<SecretId> secrets);

  /** Running rotations of these make way; when this returns, each ended or had half a minute. */
  void makeWay(IncidentId incident, List<SecretId> secrets);
}
