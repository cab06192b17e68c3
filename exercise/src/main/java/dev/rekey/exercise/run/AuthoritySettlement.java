package dev.rekey.exercise.run;

import dev.rekey.activities.authority.Authorities;
import dev.rekey.activities.functions.Installation;
import dev.rekey.activities.inventory.AuthorityRecords;
import dev.rekey.activities.rollover.LedgerRollovers;
import dev.rekey.activities.rollover.TrustBundles;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.store.Reader;
import dev.rekey.exercise.scenario.Setting;
import dev.rekey.exercise.world.WorldSpecs;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.SigningAuthority;
import dev.rekey.model.credential.TlsCertificate;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.rollover.RolloverOrder;
import dev.rekey.model.rollover.TrustBundle;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;

/** Makes an authority known as a person does with {@code rekey authority add} and stand-by. */
final class AuthoritySettlement {
  private final Installation installation;
  private final Authorities authorities;
  private final Function<SecretId, VersionId> versions;
  private final String by;
  private final Instant now;

  AuthoritySettlement(
      Installation installation,
      Authorities authorities,
      Function<SecretId, VersionId> versions,
      String by,
      Instant now) {
    this.installation = installation;
    this.authorities = authorities;
    this.versions = versions;
    this.by = by;
    this.now = now;
  }

  /** The roots of an authority, as its consumers get them. */
  record Delivered(SecretId secret, VersionId version, Login file) {}

  /**
   * Settles it.
   *
   * @param made what is to be known of it, of its parent and of who stands by
   */
  Delivered settle(Setting.NonHuman principal, SigningAuthority plan, Map<String, Login> made) {
    made.forEach(
        (name, login) -> {
          SecretId secret = TlsCertificate.authoritySecret(name);
          installation.store().create(secret, versions.apply(secret), login);
        });
    AuthorityRecords records = new AuthorityRecords(installation.ledger());
    String owner = principal.owner().orElse("nobody");
    made.forEach(
        (name, login) -> records.known(name, authorities.of(name, login).signers(), owner, now));
    TrustBundles bundles = new TrustBundles(installation.store(), authorities);
    bundles.prepare(RolloverOrder.standBy(plan, by));
    records.standBy(plan, owner, now);
    LedgerRollovers rollovers = new LedgerRollovers(installation.ledger());
    WorldSpecs.gates(principal)
        .forEach(gate -> rollovers.addTruster(plan.authority(), gate, by, now));
    return delivered(TrustBundle.of(plan.authority()), bundles.current(plan.authority()));
  }

  private Delivered delivered(SecretId secret, VersionId version) {
    return new Delivered(
        secret,
        version,
        installation.store().read(secret, version, Reader.rekey("deliver roots")).orElseThrow());
  }
}
