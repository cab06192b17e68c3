package dev.rekey.model.incident;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.rekey.model.credential.SecretId;
import java.time.Instant;
import java.util.Optional;

/** What people do in an incident. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "act")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Act.Acknowledge.class, name = "acknowledge"),
  @JsonSubTypes.Type(value = Act.Approve.class, name = "approve"),
  @JsonSubTypes.Type(value = Act.Refuse.class, name = "refuse"),
  @JsonSubTypes.Type(value = Act.ChangeMode.class, name = "mode"),
  @JsonSubTypes.Type(value = Act.Escalate.class, name = "escalate"),
  @JsonSubTypes.Type(value = Act.Concerns.class, name = "concerns"),
  @JsonSubTypes.Type(value = Act.HandOver.class, name = "hand-over"),
  @JsonSubTypes.Type(value = Act.Note.class, name = "note"),
  @JsonSubTypes.Type(value = Act.ByHand.class, name = "by-hand"),
  @JsonSubTypes.Type(value = Act.Suspect.class, name = "suspect"),
  @JsonSubTypes.Type(value = Act.SuspectEvidence.class, name = "suspect-evidence"),
  @JsonSubTypes.Type(value = Act.BreakGlass.class, name = "break-glass"),
  @JsonSubTypes.Type(value = Act.ReviewBreakGlass.class, name = "review-break-glass"),
  @JsonSubTypes.Type(value = Act.RecordCause.class, name = "root-cause"),
  @JsonSubTypes.Type(value = Act.AddRemedy.class, name = "remedy"),
  @JsonSubTypes.Type(value = Act.Dismiss.class, name = "dismiss"),
  @JsonSubTypes.Type(value = Act.Close.class, name = "close")
})
public sealed interface Act {
  /** This person has seen it and works on it: nobody else needs to be woken. */
  record Acknowledge(String text) implements Act {}

  /** Yes to an open question. */
  record Approve(String question, String reason) implements Act {}

  /** No to an open question. */
  record Refuse(String question, String reason) implements Act {}

  /** What comes first from now on; {@code revoke-first} when use was seen. */
  record ChangeMode(ResponseMode mode, String reason) implements Act {}

  /** It is worse than it looked: the severity goes up by one, and more people hear of it. */
  record Escalate(String reason) implements Act {}

  /** One more credential is known to be in other hands, or this one is whose. */
  record Concerns(SecretId secret, String reason) implements Act {}

  /** Somebody else leads from now on. */
  record HandOver(String to, String reason) implements Act {}

  /** Something worth to be written down. */
  record Note(String text) implements Act {}

  /**
   * Something that this person did without Rekey, such as while it was away: the credential refused
   * by hand, at that time, or just now.
   */
  record ByHand(SecretId secret, Optional<Instant> at, String text) implements Act {}

  /** Somebody who may have a part in it: left out of notices, views and approvals. */
  record Suspect(String person, String reason) implements Act {}

  /**
   * Somebody else may have written into the evidence log: since that time, or since the exposure.
   *
   * @param key whether they may have had the key that signs it, too
   */
  record SuspectEvidence(Optional<Instant> since, boolean key, String reason) implements Act {}

  /** More than the rules allow, for an hour, and to be answered for afterwards. */
  record BreakGlass(String reason) implements Act {}

  /** Another person looked at what was done by break-glass. */
  record ReviewBreakGlass(String finding) implements Act {}

  /** Why it happened. */
  record RecordCause(RootCause cause) implements Act {}

  /** What is to be done about it. */
  record AddRemedy(Remedy remedy) implements Act {}

  /** It was no compromise. Asks a second person, and ends the response where it stands. */
  record Dismiss(String reason) implements Act {}

  /** Nothing is left to do. */
  record Close(String reason) implements Act {}
}
