package dev.rekey.model.incident;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.evidence.MarkedStretch;
import java.util.List;

/** What the incident function answers. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "answer")
@JsonSubTypes({
  @JsonSubTypes.Type(value = IncidentReply.Opened.class, name = "opened"),
  @JsonSubTypes.Type(value = IncidentReply.Written.class, name = "written"),
  @JsonSubTypes.Type(value = IncidentReply.Known.class, name = "known"),
  @JsonSubTypes.Type(value = IncidentReply.Roles.class, name = "roles"),
  @JsonSubTypes.Type(value = IncidentReply.Served.class, name = "served"),
  @JsonSubTypes.Type(value = IncidentReply.Marked.class, name = "marked"),
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

  /**
   * What was asked about serves these.
   *
   * @param logins those of the secrets that are Rekey's own logins at targets
   * @param credentials what they and the functions serve, and no incident holds already
   */
  record Served(List<SecretId> logins, List<AtRisk> credentials) implements IncidentReply {
    /** Copies the lists. */
    public Served {
      logins = List.copyOf(logins);
      credentials = List.copyOf(credentials);
    }
  }

  /** The word is an entry of the evidence log. */
  record Marked(MarkedStretch stretch) implements IncidentReply {}

  /** The question could not be answered. */
  record Failed(FailureCode code, String reason) implements IncidentReply {}
}
