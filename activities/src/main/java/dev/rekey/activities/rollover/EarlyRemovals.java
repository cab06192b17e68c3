package dev.rekey.activities.rollover;

import dev.rekey.activities.authority.succession.Succession.Member;
import dev.rekey.activities.target.certificate.Bundle;
import dev.rekey.activities.target.certificate.CertificateProbe;
import dev.rekey.activities.target.certificate.Truster;
import dev.rekey.model.credential.TlsEndpoint;
import dev.rekey.model.incident.Finding;
import dev.rekey.model.rollover.RolloverOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the old authority is believed no more although it is to be, until nobody shows a
 * certificate of it: whoever took its trust away too early cuts off those who wait for theirs.
 */
final class EarlyRemovals {
  private final AuthorityFile file;
  private final TrustBundles bundles;

  EarlyRemovals(AuthorityFile file, TrustBundles bundles) {
    this.file = file;
    this.bundles = bundles;
  }

  /** Nothing where the old one is to be believed no more, or gave no trial certificate. */
  List<Finding> look(RolloverOrder order) {
    Member lost = file.lost(order);
    Optional<CertificateProbe> probe =
        Optional.of(lost)
            .filter(Member::believed)
            .flatMap(one -> file.probes().kept(order, one.name()));
    return probe.map(one -> missing(order, lost, one)).orElse(List.of());
  }

  private List<Finding> missing(RolloverOrder order, Member lost, CertificateProbe probe) {
    List<Finding> findings = new ArrayList<>();
    for (TlsEndpoint endpoint : file.ledger().trusters(order.authority())) {
      new Truster(endpoint, file.leaves().network())
          .turningAway(probe)
          .forEach(
              why ->
                  findings.add(
                      new Finding(
                          "trust was removed too early, put it back: " + why,
                          lost.name(),
                          endpoint.name(),
                          Optional.empty())));
    }
    if (bundles.any(file.standIn().of(order))) {
      delivered(order, lost, probe).ifPresent(findings::add);
    }
    return findings;
  }

  /** What is delivered is ours, and is put back; whoever has it is told by the rollover. */
  private Optional<Finding> delivered(RolloverOrder order, Member lost, CertificateProbe probe) {
    if (new Bundle(bundles.text(order.authority())).accepts(probe, file.clock().instant())) {
      return Optional.empty();
    }
    bundles.current(order.authority());
    return Optional.of(
        new Finding(
            "trust was missing in the roots that are delivered, and was put back",
            lost.name(),
            "Rekey",
            Optional.empty()));
  }
}
