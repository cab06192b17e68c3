package dev.rekey.model.incident;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.evidence.LogSuspicion;
import dev.rekey.model.trigger.Clue;
import java.util.List;
import java.util.Optional;

/** What the incident function can be asked. Each may run twice. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = IncidentRequest.MARK)
@JsonSubTypes({
  @JsonSubTypes.Type(value = IncidentRequest.Open.class, name = "open"),
  @JsonSubTypes.Type(value = IncidentRequest.Heard.class, name = "heard"),
  @JsonSubTypes.Type(value = IncidentRequest.WriteDown.class, name = "write-down"),
  @JsonSubTypes.Type(value = IncidentRequest.Concerned.class, name = "concerned"),
  @JsonSubTypes.Type(value = IncidentRequest.LeakedRoles.class, name = "leaked-roles"),
  @JsonSubTypes.Type(value = IncidentRequest.Served.class, name = "served"),
  @JsonSubTypes.Type(value = IncidentRequest.Suspect.class, name = "suspect-evidence"),
  @JsonSubTypes.Type(value = IncidentRequest.Hold.class, name = "hold"),
  @JsonSubTypes.Type(value = IncidentRequest.Release.class, name = "release")
})
public sealed interface IncidentRequest {
  /** The property that tells such a request from others. */
  String MARK = "about-incident";

  /**
   * Gives the report an incident: the open one that has one of its credentials already, or a new
   * one. Its credentials are found by its clues, and held from then on: no routine step touches
   * them.
   *
   * @param report what somebody says
   * @param ended an incident whose response turned out to have ended before it heard the report
   */
  record Open(CompromiseReport report, Optional<IncidentId> ended) implements IncidentRequest {}

  /** The response has the report of this signal. */
  record Heard(String signal) implements IncidentRequest {}

  /** Writes down lines of the timeline, as evidence too, and how the incident stands. */
  record WriteDown(IncidentView standing, List<TimelineEntry> entries) implements IncidentRequest {
    /** Copies the list. */
    public WriteDown {
      entries = List.copyOf(entries);
    }
  }

  /** Whose are these? */
  record Concerned(List<Clue> clues) implements IncidentRequest {
    /** Copies the list. */
    public Concerned {
      clues = List.copyOf(clues);
    }
  }

  /** Which roles of AWS are in an open incident? */
  record LeakedRoles() implements IncidentRequest {}

  /**
   * What do these serve?
   *
   * @param kinds the kinds of credentials that a function serves
   * @param logins secrets that may be Rekey's own logins at targets
   */
  record Served(List<String> kinds, List<SecretId> logins) implements IncidentRequest {
    /** Copies the lists. */
    public Served {
      kinds = List.copyOf(kinds);
      logins = List.copyOf(logins);
    }
  }

  /** Writes into the evidence log that a stretch of it is not to be believed, or is again. */
  record Suspect(LogSuspicion word) implements IncidentRequest {}

  /** No routine step touches these any more. */
  record Hold(IncidentId incident, List<SecretId> secrets) implements IncidentRequest {
    /** Copies the list. */
    public Hold {
      secrets = List.copyOf(secrets);
    }
  }

  /** The response is done with these. */
  record Release(IncidentId incident, List<SecretId> secrets) implements IncidentRequest {
    /** Copies the list. */
    public Release {
      secrets = List.copyOf(secrets);
    }
  }
}
