package dev.rekey.activities.inventory;

import dev.rekey.activities.ledger.Ledger;
import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.credential.IamRole;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.incident.AtRisk;
import dev.rekey.model.incident.IncidentReply;
import dev.rekey.model.incident.Orphan;
import dev.rekey.model.inventory.DueCredential;
import dev.rekey.model.rotation.RotationReason;
import dev.rekey.model.trigger.Clue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Enrolled credentials as a response needs them: with what replaces each, and whom it stops. */
public final class AtRiskCredentials {
  private static final String BY = "response";

  private final Ledger ledger;
  private final Clues clues;
  private final Orphans orphans;
  private final AuthorityRecords authorities;

  /** Takes the ledger. */
  public AtRiskCredentials(Ledger ledger) {
    this.ledger = ledger;
    this.clues = new Clues(ledger);
    this.orphans = new Orphans(ledger);
    this.authorities = new AuthorityRecords(ledger);
  }

  /**
   * Those that the clues mean, and whoever has a value of one of them, each once, with the number
   * of workloads registered for it; and authorities, whose key is no credential of anybody's.
   */
  public List<AtRisk> of(List<Clue> about) {
    List<EnrolledCredential> known = clues.withSharedValues(clues.find(about));
    return Stream.concat(credentials(known, about), authorities.atRisk(about).stream()).toList();
  }

  private Stream<AtRisk> credentials(List<EnrolledCredential> known, List<Clue> about) {
    Map<String, Integer> consumers = consumers(known);
    Map<String, List<String>> values = clues.values(about);
    Map<SecretId, Orphan> gone = orphans.among(known);
    return known.stream()
        .map(
            one ->
                atRisk(
                    one,
                    Optional.ofNullable(gone.get(one.secret())),
                    consumers.getOrDefault(one.secret().value(), 0),
                    values.getOrDefault(one.secret().value(), List.of())));
  }

  /** The roles of AWS that an open incident holds. */
  public List<String> heldRoles() {
    return ledger
        .all(
            "SELECT c.spec FROM rekey.credential c JOIN rekey.incident_credential i"
                + " ON i.secret = c.secret WHERE i.released_at IS NULL ORDER BY c.secret",
            row -> row.json("spec", CredentialSpec.class))
        .stream()
        .flatMap(one -> one instanceof IamRole role ? Stream.of(role.role()) : Stream.of())
        .toList();
  }

  /**
   * All that functions of these kinds rotate, or do by a login of Rekey's own at targets that is
   * among these secrets.
   */
  public IncidentReply.Served servedBy(List<String> kinds, List<SecretId> secrets) {
    List<EnrolledCredential> all =
        ledger.all(EnrolledCredential.SELECT + " ORDER BY c.secret", EnrolledCredential::of);
    Set<SecretId> asked = Set.copyOf(secrets);
    Set<SecretId> logins =
        all.stream()
            .flatMap(one -> one.record().credential().rotatorSecret().stream())
            .filter(asked::contains)
            .collect(Collectors.toSet());
    List<EnrolledCredential> served =
        all.stream().filter(one -> isServed(one.record().credential(), kinds, logins)).toList();
    return new IncidentReply.Served(
        secrets.stream().filter(logins::contains).toList(),
        credentials(served, List.of()).toList());
  }

  private static boolean isServed(CredentialSpec one, List<String> kinds, Set<SecretId> logins) {
    return kinds.contains(one.servedBy())
        || one.rotatorSecret().filter(logins::contains).isPresent();
  }

  /** Nobody waits for an owner who is gone. */
  private static AtRisk atRisk(
      EnrolledCredential one, Optional<Orphan> gone, int consumers, List<String> values) {
    DueCredential due = one.due(RotationReason.COMPROMISED, BY, Optional.empty());
    return gone.map(orphan -> new AtRisk(taken(due), consumers, values, Optional.of(orphan)))
        .orElseGet(() -> new AtRisk(due, consumers, values));
  }

  private static DueCredential taken(DueCredential due) {
    return new DueCredential(due.request(), due.tier(), Orphans.DEFAULT_OWNER, due.hardDeadline());
  }

  private Map<String, Integer> consumers(List<EnrolledCredential> known) {
    return ledger
        .all(
            "SELECT secret, count(*)::int AS consumers FROM rekey.consumer"
                + " WHERE secret = ANY (?) GROUP BY secret",
            row -> Map.entry(row.text("secret"), row.number("consumers")),
            known.stream().map(EnrolledCredential::secret).toList())
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
