package dev.rekey.console.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The report of an incident: what is known, and what is not. All formats are made of this.
 *
 * @param schema the form of this document
 * @param id the incident
 * @param madeAt when this report was made; later ones may say more
 * @param state where it stands
 * @param severity how bad
 * @param mode what came first
 * @param runbook which document ran
 * @param lead who leads, if anybody took it
 * @param leftOut how many people are left out as suspects; who is not said
 * @param measures the four durations
 * @param credentials whose compromise it is
 * @param outages who was cut off by the response, from when until when, and who accepted that
 * @param proofs what was shown, how, and where
 * @param gaps what was skipped, failed or could not be looked at
 * @param notices who was told, and who was not
 * @param decisions what people did, and what was refused to them
 * @param questions what still waits for people
 * @param clocks what laws may ask for; whether one applies is people's word
 * @param cause why it happened
 * @param remedies what is to be done
 * @param timeline everything that happened, in order
 * @param evidence the ids of the leaves in the evidence log that this rests on
 */
public record IncidentReport(
    String schema,
    String id,
    Instant madeAt,
    String state,
    String severity,
    String mode,
    Document runbook,
    Optional<String> lead,
    int leftOut,
    List<Measure> measures,
    List<Standing> credentials,
    List<Outage> outages,
    List<Proof> proofs,
    List<String> gaps,
    List<NoticeTold> notices,
    List<Decision> decisions,
    List<String> questions,
    List<Clock> clocks,
    Optional<Cause> cause,
    List<Remedy> remedies,
    List<IncidentLine> timeline,
    List<String> evidence) {
  /** The form of this version. */
  public static final String SCHEMA = "rekey-incident-report/1";

  /** Which document ran: its name, its title, and SHA-256 of its bytes. */
  public record Document(String name, String title, String digest) {}

  /** One of TTD, TTN, TTA, TTC and TTR: what it means, and what was measured, if it was. */
  public record Measure(String name, String meaning, Optional<Double> seconds) {}

  /** A credential, and the last step that is done for it. */
  public record Standing(String credential, String done) {}

  /**
   * What containment did to a consumer.
   *
   * @param consumer who
   * @param credential which of its credentials was refused
   * @param from since when it was
   * @param until when the consumer acknowledged what replaced it; nothing if it did not yet
   * @param accepted who accepted that, or that nobody was asked
   */
  public record Outage(
      String consumer, String credential, Instant from, Optional<Instant> until, String accepted) {}

  /** What was shown: by which step and whom, for which credentials, and what was seen where. */
  public record Proof(
      Instant at,
      String step,
      String performedBy,
      List<String> credentials,
      String finding,
      List<String> facts) {}

  /** What a person did, or what was refused to them. */
  public record Decision(Instant at, String by, boolean refused, String what) {}

  /** A legal deadline. */
  public record Clock(String title, Instant due) {}

  /** Why it happened. */
  public record Cause(String cause, String category, String detectedBy) {}

  /** What is to be done, by whom, until when. */
  public record Remedy(String what, String owner, String due) {}
}
