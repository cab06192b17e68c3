package dev.rekey.activities.rollover;

import dev.rekey.activities.authority.succession.Succession;
import dev.rekey.activities.rotation.Telling;
import dev.rekey.activities.rotation.Told;
import dev.rekey.activities.target.certificate.Bundle;
import dev.rekey.activities.target.certificate.CertificateProbe;
import dev.rekey.activities.target.certificate.TlsNetwork;
import dev.rekey.activities.target.certificate.Truster;
import dev.rekey.model.credential.TlsEndpoint;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.rollover.Obstacle;
import dev.rekey.model.rollover.RolloverOrder;
import dev.rekey.model.rollover.RolloverReply;
import dev.rekey.model.rollover.TrustBundle;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who believes what is to be believed now: consumers by their acknowledgement of the roots, the
 * roots themselves by a handshake, endpoints by a handshake with a certificate of the authority.
 */
final class Beliefs {
  private final TrustBundles bundles;
  private final Telling telling;
  private final LedgerRollovers ledger;
  private final TlsNetwork network;
  private final InstantSource clock;

  Beliefs(
      TrustBundles bundles,
      Telling telling,
      LedgerRollovers ledger,
      TlsNetwork network,
      InstantSource clock) {
    this.network = network;
    this.clock = clock;
    this.bundles = bundles;
    this.telling = telling;
    this.ledger = ledger;
  }

  /**
   * Tells whoever is behind, and looks.
   *
   * @param fresh a certificate of the new authority; nothing where it is not to be believed
   * @param old one of the old authority, where it is to be believed no more and there is one
   */
  RolloverReply.Standing look(
      RolloverOrder order,
      Succession now,
      Optional<CertificateProbe> fresh,
      Optional<CertificateProbe> old) {
    List<Obstacle> obstacles = new ArrayList<>();
    List<String> seen = new ArrayList<>();
    if (bundles.any(now)) {
      consumers(order, obstacles, seen);
      fresh.ifPresent(probe -> roots(order, probe, old, obstacles, seen));
    }
    for (TlsEndpoint endpoint : ledger.trusters(order.authority())) {
      Truster truster = new Truster(endpoint, network);
      fresh.ifPresent(probe -> add(endpoint, truster.doubts(probe), obstacles));
      old.ifPresent(probe -> add(endpoint, truster.stillBelieving(probe), obstacles));
      seen.add(endpoint.name() + " was tried by a handshake");
    }
    return new RolloverReply.Standing(obstacles, seen);
  }

  private void consumers(RolloverOrder order, List<Obstacle> obstacles, List<String> seen) {
    VersionId version = bundles.current(order.authority());
    Told told = telling.tell(TrustBundle.of(order.authority()), version);
    told.behind()
        .forEach(
            one ->
                obstacles.add(
                    new Obstacle(
                        "consumer " + one.consumer().id() + " (" + one.consumer().owner() + ")",
                        "has not acknowledged the roots"
                            + one.obstacle().map(why -> ": " + why).orElse(""))));
    told.registered().stream()
        .filter(one -> told.behind().stream().noneMatch(late -> late.consumer().equals(one)))
        .forEach(one -> seen.add("consumer " + one.id() + " acknowledged the roots"));
  }

  private void roots(
      RolloverOrder order,
      CertificateProbe fresh,
      Optional<CertificateProbe> old,
      List<Obstacle> obstacles,
      List<String> seen) {
    Bundle bundle = new Bundle(bundles.text(order.authority()));
    if (!bundle.accepts(fresh, clock.instant())) {
      obstacles.add(new Obstacle("the roots", "refuse a certificate of " + order.successor()));
    }
    if (old.filter(probe -> bundle.accepts(probe, clock.instant())).isPresent()) {
      obstacles.add(new Obstacle("the roots", "still accept a certificate of the old authority"));
    }
    seen.add("the roots that are delivered were tried by a handshake");
  }

  private static void add(TlsEndpoint endpoint, List<String> doubts, List<Obstacle> obstacles) {
    doubts.forEach(doubt -> obstacles.add(new Obstacle(endpoint.name(), doubt)));
  }
}
