package dev.rekey.activities.rollover;

import dev.rekey.activities.authority.Authorities;
import dev.rekey.activities.authority.CertificateAuthority;
import dev.rekey.activities.authority.succession.Succession;
import dev.rekey.activities.authority.succession.Succession.Member;
import dev.rekey.activities.consumer.Consumers;
import dev.rekey.model.rollover.RolloverOrder;
import dev.rekey.model.rotation.Fact;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;

/**
 * What a response needs to know of an authority.
 *
 * @param standIn who its name stands for
 * @param authorities how they are asked
 * @param leaves what is under care of it
 * @param probes its trial certificates
 * @param ledger who lets in whom it certified
 * @param consumers who gets its roots
 * @param clock the time
 */
record AuthorityFile(
    StandIn standIn,
    Authorities authorities,
    Leaves leaves,
    Probes probes,
    LedgerRollovers ledger,
    Consumers consumers,
    InstantSource clock) {
  /** The one whose key may be in other hands. */
  Member lost(RolloverOrder order) {
    Succession now = standIn.of(order);
    return StandIn.old(order, now).orElseGet(() -> now.members().getFirst());
  }

  /** One of those that the name stands for, to be asked. */
  CertificateAuthority asked(Member one) {
    return authorities.of(one.name(), one.login());
  }

  /** What one signs with, as far as that is known without asking it for a certificate. */
  List<X509Certificate> signers(Member one) {
    return one.issuer().map(List::of).orElseGet(() -> asked(one).signers());
  }

  /** Something was done, or seen to be so. */
  Fact fact(String what, String where) {
    return new Fact(what, where, clock.instant());
  }
}
