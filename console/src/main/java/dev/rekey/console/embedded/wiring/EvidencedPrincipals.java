package dev.rekey.console.embedded.wiring;

import dev.rekey.activities.ledger.Ledger;
import dev.rekey.console.door.access.Acquaintance;
import dev.rekey.console.door.access.Principal;
import dev.rekey.console.door.access.Principals;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The principals, with everything that happens to them in the evidence log. Never a token. */
final class EvidencedPrincipals implements Principals {
  private final Principals principals;
  private final DoorEvidence evidence;

  EvidencedPrincipals(Principals principals, Ledger ledger) {
    this.principals = principals;
    this.evidence = new DoorEvidence(ledger);
  }

  @Override
  public Optional<Principal> byTokenHash(String hash) {
    return principals.byTokenHash(hash);
  }

  @Override
  public boolean add(Principal principal, String tokenHash) {
    return told(() -> principals.add(principal, tokenHash), "added", principal, "", Instant.now());
  }

  @Override
  public boolean replaceToken(Principal principal, String tokenHash) {
    return told(
        () -> principals.replaceToken(principal, tokenHash),
        "token-replaced",
        principal,
        "",
        Instant.now());
  }

  @Override
  public boolean introduce(Principal principal, String tokenHash, String by, Instant at) {
    return told(
        () -> principals.introduce(principal, tokenHash, by, at), "introduced", principal, by, at);
  }

  @Override
  public boolean introduceAnew(Acquaintance known, String tokenHash, String by, Instant at) {
    return told(
        () -> principals.introduceAnew(known, tokenHash, by, at),
        "introduced-anew",
        known.principal(),
        by,
        at);
  }

  @Override
  public boolean confirm(Acquaintance known, String by, Instant at) {
    return told(() -> principals.confirm(known, by, at), "confirmed", known.principal(), by, at);
  }

  @Override
  public boolean disable(Principal principal, String by, Instant at) {
    return told(() -> principals.disable(principal, by, at), "disabled", principal, by, at);
  }

  @Override
  public boolean readmit(Principal principal, String tokenHash) {
    return told(
        () -> principals.readmit(principal, tokenHash), "readmitted", principal, "", Instant.now());
  }

  @Override
  public Optional<Acquaintance> find(String name) {
    return principals.find(name);
  }

  @Override
  public List<Acquaintance> all() {
    return principals.all();
  }

  private boolean told(
      BooleanSupplier deed, String what, Principal principal, String by, Instant at) {
    return evidence.unlessRefused(
        deed,
        "principal/" + principal.name() + "/" + what + "/" + at,
        "principal." + what,
        principal.name(),
        at,
        Map.of("kind", principal.kind().name(), "by", by));
  }
}
