package dev.rekey.console.embedded.wiring;

import dev.rekey.activities.ledger.Ledger;
import dev.rekey.activities.ledger.LedgerPrincipals.KnownPrincipal;
import dev.rekey.console.api.PrincipalKind;
import dev.rekey.console.door.access.Principal;
import dev.rekey.console.door.access.Principals;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The principals in the ledger, as the door sees them. */
final class LedgerPrincipals implements Principals {
  private final dev.rekey.activities.ledger.LedgerPrincipals known;

  LedgerPrincipals(Ledger ledger) {
    this.known = new dev.rekey.activities.ledger.LedgerPrincipals(ledger);
  }

  @Override
  public Optional<Principal> byTokenHash(String hash) {
    return known.byTokenHash(hash).map(LedgerPrincipals::seen);
  }

  @Override
  public boolean add(Principal principal, String tokenHash) {
    return known.add(written(principal), tokenHash);
  }

  @Override
  public boolean replaceToken(Principal principal, String tokenHash) {
    return known.replaceToken(written(principal), tokenHash);
  }

  @Override
  public boolean disable(Principal principal, Instant at) {
    return known.disable(written(principal), at);
  }

  @Override
  public boolean readmit(Principal principal, String tokenHash) {
    return known.readmit(written(principal), tokenHash);
  }

  @Override
  public List<Principal> all() {
    return known.all().stream().map(LedgerPrincipals::seen).toList();
  }

  private static KnownPrincipal written(Principal principal) {
    return new KnownPrincipal(principal.name(), principal.kind().name(), principal.secret());
  }

  private static Principal seen(KnownPrincipal known) {
    return new Principal(known.name(), PrincipalKind.valueOf(known.kind()), known.secret());
  }
}
