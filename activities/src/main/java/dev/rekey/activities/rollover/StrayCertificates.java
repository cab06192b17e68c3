package dev.rekey.activities.rollover;

import dev.rekey.activities.authority.CertificateAuthority;
import dev.rekey.activities.authority.succession.Succession.Member;
import dev.rekey.activities.ledger.LedgerCertificates;
import dev.rekey.activities.target.certificate.CertificateSearch;
import dev.rekey.activities.target.certificate.Reconciliation;
import dev.rekey.model.incident.Finding;
import dev.rekey.model.inventory.FoundCertificate;
import dev.rekey.model.rollover.RolloverOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a lost authority certified and nobody enrolled: all that it ever issued, as it lists it, and
 * what the endpoints serve, held against what is under care. What is served and in no list was
 * signed by whoever has its key.
 */
final class StrayCertificates {
  private final AuthorityFile file;
  private final LedgerCertificates inventory;

  StrayCertificates(AuthorityFile file, LedgerCertificates inventory) {
    this.file = file;
    this.inventory = inventory;
  }

  List<Finding> look(RolloverOrder order) {
    Member lost = file.lost(order);
    CertificateAuthority authority = file.asked(lost);
    CertificateSearch search = new CertificateSearch();
    boolean lists = search.listOf(authority);
    search.endpoints(file.leaves().endpoints(order), file.leaves().network(), file.clock());
    Set<String> issuers =
        file.signers(lost).stream()
            .map(one -> one.getSubjectX500Principal().getName())
            .collect(Collectors.toSet());
    Optional<String> trial =
        file.probes().kept(order, lost.name()).map(probe -> probe.chain().fingerprint());
    List<Finding> findings = new ArrayList<>();
    new Reconciliation(
            inventory.all(), List.of(authority.anchors()), key -> false, file.clock().instant())
        .of(search).stream()
            .filter(one -> one.credential().isEmpty() && issuers.contains(one.issuer()))
            .filter(one -> trial.filter(one.fingerprint()::equals).isEmpty())
            .map(one -> finding(lost, lists, one))
            .forEach(findings::add);
    gaps(lost, lists, search).ifPresent(findings::add);
    return findings;
  }

  private static Finding finding(Member lost, boolean lists, FoundCertificate one) {
    boolean listed = one.where().contains("issued by " + lost.name());
    String what =
        listed || !lists
            ? "certificate that nobody enrolled"
            : "certificate that " + lost.name() + " has no record of";
    return new Finding(
        what,
        one.serial() + " for " + String.join(", ", one.names()),
        String.join("; ", one.where()),
        Optional.of(one.from()));
  }

  private static Optional<Finding> gaps(Member lost, boolean lists, CertificateSearch search) {
    List<String> gaps = new ArrayList<>(search.silent());
    if (!lists) {
      gaps.add(lost.name() + " does not list what it issued: look in logs of certificates");
    }
    if (search.more()) {
      gaps.add("there are more than are listed");
    }
    return gaps.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Finding("not looked at", String.join("; ", gaps), lost.name(), Optional.empty()));
  }
}
