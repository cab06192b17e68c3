package dev.rekey.model.rollover;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.SigningAuthority;
import dev.rekey.model.credential.TlsCertificate;
import dev.rekey.model.incident.IncidentId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The rollover of one authority, as it is started.
 *
 * @param id its name, for evidence
 * @param authority the name that certificates are under care with; it stays
 * @param successor the name of the authority that certifies under it from then on
 * @param reason why it is rolled over
 * @param why the same in the requester's words
 * @param requestedBy who asked
 * @param countsSince since when the door counts them as a person
 * @param parent the known authority that certified the old one, and is to revoke that if it is
 *     compromised
 * @param first what is re-issued before everything else: what Rekey itself depends on
 * @param incident the incident whose response it belongs to: people decide there
 */
public record RolloverOrder(
    String id,
    String authority,
    String successor,
    RolloverReason reason,
    String why,
    String requestedBy,
    Optional<Instant> countsSince,
    Optional<String> parent,
    List<SecretId> first,
    Optional<IncidentId> incident) {
  /**
   * Checks the names.
   *
   * @throws IllegalArgumentException with a sentence for the user
   */
  public RolloverOrder {
    first = List.copyOf(first);
    incident = incident == null ? Optional.empty() : incident; // of before incidents had any
    if (!TlsCertificate.isAuthorityName(authority) || !TlsCertificate.isAuthorityName(successor)) {
      throw new IllegalArgumentException(TlsCertificate.AUTHORITY_NAMES);
    }
    if (authority.equals(successor)) {
      throw new IllegalArgumentException("An authority is rolled over to another one");
    }
    if (id.isBlank() || why.isBlank() || requestedBy.isBlank()) {
      throw new IllegalArgumentException("A rollover names who wants it, and why");
    }
  }

  /** One that people want. */
  public RolloverOrder(
      String id,
      String authority,
      String successor,
      RolloverReason reason,
      String why,
      String requestedBy,
      Optional<Instant> countsSince,
      Optional<String> parent,
      List<SecretId> first) {
    this(
        id,
        authority,
        successor,
        reason,
        why,
        requestedBy,
        countsSince,
        parent,
        first,
        Optional.empty());
  }

  /** What the response to an incident does: the same one for the same, whoever asks. */
  public static RolloverOrder of(SigningAuthority lost, IncidentId incident) {
    return new RolloverOrder(
        incident + "/" + lost.authority() + "/" + lost.successor(),
        lost.authority(),
        lost.successor(),
        RolloverReason.COMPROMISED,
        "its key may be in other hands, " + incident,
        incident.value(),
        Optional.empty(),
        lost.parent(),
        lost.first(),
        Optional.of(incident));
  }

  /** What only makes ready who is to stand by: nothing is rolled over yet. */
  public static RolloverOrder standBy(SigningAuthority plan, String by) {
    return new RolloverOrder(
        "stand-by",
        plan.authority(),
        plan.successor(),
        RolloverReason.COMPROMISED,
        "to stand by",
        by,
        Optional.empty(),
        plan.parent(),
        plan.first());
  }

  /** Whether others may have the old one's key. */
  @JsonIgnore
  public boolean compromised() {
    return reason == RolloverReason.COMPROMISED;
  }
}
