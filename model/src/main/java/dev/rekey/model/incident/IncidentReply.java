package dev.rekey.model.incident;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.rekey.model.FailureCode;
import java.util.List;

/** What the incident function answers. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "answer")
@JsonSubTypes({
  @JsonSubTypes.Type(value = IncidentReply.Opened.class, name = "opened"),
  @JsonSubTypes.Type(value = IncidentReply.Written.class, name = "written"),
  @JsonSubTypes.Type(value = IncidentReply.Known.class, name = "known"),
  @JsonSubTypes.Type(value = IncidentReply.Roles.class, name = "roles"),
  @JsonSubTypes.Type(value = IncidentReply.Failed.class, name = "failed")
})
public sealed interface IncidentReply {
  /**
   * The report has an incident.
   *
   * @param incident its name
   * @param joined whether the incident was there before
   * @param heard whether its response has this report already, so that nothing is left to do
   * @param report with the credentials that it means; as it was when the signal came first
   */
  record Opened(IncidentId incident, boolean joined, boolean heard, CompromiseReport report)
      implements IncidentReply {}

  /** It is in the ledger. */
  record Written() implements IncidentReply {}

  /** The enrolled credentials that the clues mean, and that no incident holds already. */
  record Known(List<AtRisk> credentials) implements IncidentReply {
    /** Copies the list. */
    public Known {
      credentials = List.copyOf(credentials);
    }
  }

  /** Roles of AWS, by their ARNs. */
  record Roles(List<String> arns) implements IncidentReply {
    /** Copies the list. */
    public Roles {
      arns = List.copyOf(arns);
    }
  }

  /** The question could not be answered. */
  record Failed(FailureCode code, String reason) implements IncidentReply {}
}
