package dev.rekey.activities.rollover;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.authority.Authorities;
import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.succession.Succession;
import dev.rekey.activities.authority.succession.Succession.Member;
import dev.rekey.activities.consumer.Consumers;
import dev.rekey.activities.consumer.Delivery;
import dev.rekey.activities.ledger.Ledger;
import dev.rekey.activities.ledger.LedgerCertificates;
import dev.rekey.activities.rotation.CredentialLock;
import dev.rekey.activities.rotation.Telling;
import dev.rekey.activities.store.SecretStore;
import dev.rekey.activities.target.certificate.CertificateProbe;
import dev.rekey.activities.target.certificate.TlsCertificateTarget;
import dev.rekey.activities.target.certificate.TlsNetwork;
import dev.rekey.model.FailureCode;
import dev.rekey.model.incident.ResponseReply;
import dev.rekey.model.incident.ResponseRequest;
import dev.rekey.model.rollover.Obstacle;
import dev.rekey.model.rollover.RolloverOrder;
import dev.rekey.model.rollover.RolloverPhase;
import dev.rekey.model.rollover.RolloverReply;
import dev.rekey.model.rollover.RolloverRequest;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The steps of a rollover. Each may run twice, or late: what has been entered is never gone back
 * behind.
 */
public final class RolloverSteps {
  private final StandIn standIn;
  private final TrustBundles bundles;
  private final Probes probes;
  private final Beliefs beliefs;
  private final Leaves leaves;
  private final LedgerRollovers ledger;
  private final Supplier<Condemnation> condemnation;
  private final Supplier<StrayCertificates> strays;
  private final Supplier<AuthorityResponse> response;

  /** Takes what the steps work with. */
  public RolloverSteps(
      Ledger ledger,
      SecretStore store,
      Consumers consumers,
      Delivery delivery,
      TlsCertificateTarget target,
      CredentialLock lock,
      InstantSource clock) {
    KnownAuthorities known = new KnownAuthorities(store);
    Authorities authorities = target.authorities();
    this.ledger = new LedgerRollovers(ledger);
    this.standIn = new StandIn(known, authorities, lock);
    this.bundles = new TrustBundles(store, authorities);
    this.probes = new Probes(known, target, clock);
    TlsNetwork network = target.outlook().network();
    Telling telling = new Telling(store, consumers, delivery, clock);
    this.beliefs = new Beliefs(bundles, telling, this.ledger, network, clock);
    this.leaves = new Leaves(this.ledger, store, network, clock);
    this.condemnation = () -> new Condemnation(known, authorities, target.outlook().status());
    AuthorityFile file =
        new AuthorityFile(standIn, authorities, leaves, probes, this.ledger, consumers, clock);
    this.strays = () -> new StrayCertificates(file, new LedgerCertificates(ledger));
    this.response =
        () ->
            new AuthorityResponse(
                file,
                new IssuanceStop(file, order -> enter(order, RolloverPhase.STOP_ISSUANCE)),
                strays.get(),
                new EarlyRemovals(file, bundles));
  }

  /**
   * Runs a step.
   *
   * @throws StepFailedException if it did not happen, or not wholly
   */
  public RolloverReply run(RolloverRequest request) {
    RolloverOrder order = request.order();
    return switch (request) {
      case RolloverRequest.Enter to -> enter(order, to.phase());
      case RolloverRequest.Leave back -> leave(order);
      case RolloverRequest.Believe question -> believe(order);
      case RolloverRequest.Remaining question -> leaves.remaining(order, standIn.asked(order));
      case RolloverRequest.Served question -> leaves.served(order, standIn.asked(order));
      case RolloverRequest.Strangers question ->
          new RolloverReply.Strangers(strays.get().look(order));
      case RolloverRequest.Condemn end -> condemn(order);
      case RolloverRequest.WriteDown lines -> {
        ledger.writeDown(lines.standing(), lines.entries());
        yield new RolloverReply.Standing(List.of(), List.of());
      }
    };
  }

  private RolloverReply enter(RolloverOrder order, RolloverPhase phase) {
    Optional<Member> old = StandIn.old(order, standIn.of(order));
    boolean stop = phase == RolloverPhase.STOP_ISSUANCE;
    if (phase == RolloverPhase.RETIRE_OLD) {
      requireReplaced(order);
    }
    if (phase.returnable() && !stop) {
      old.ifPresent(one -> probeOfOld(order, one));
    }
    Optional<X509Certificate> oldSigner =
        phase.returnable() ? old.flatMap(one -> oldSigner(order, one)) : Optional.empty();
    Optional<X509Certificate> newSigner = stop ? Optional.empty() : newSigner(order);
    standIn.enter(order, phase, oldSigner, newSigner);
    if (stop) { // nothing is before it
      old.ifPresent(one -> probeOfOld(order, one));
    }
    List<String> seen = new ArrayList<>();
    if (bundles.any(standIn.of(order))) {
      seen.add("the roots are version " + bundles.current(order.authority()));
    }
    return new RolloverReply.Standing(List.of(), seen);
  }

  private Optional<X509Certificate> newSigner(RolloverOrder order) {
    Member successor = standIn.successor(order);
    return standIn.signer(
        successor, probes.of(order, successor, () -> leaves.names(order)).chain());
  }

  /** Trust is removed last: whoever has it removed first cuts off those who are still believed. */
  private void requireReplaced(RolloverOrder order) {
    standIn.requireReissued(order);
    leaves.remaining(order, standIn.asked(order)).due().stream()
        .findFirst()
        .ifPresent(
            due -> {
              throw new StepFailedException(
                  FailureCode.STILL_ACCEPTED,
                  due.request().credential().secret()
                      + " has a certificate of the old authority, which is believed until then");
            });
  }

  /** With it, it is tried later whether the old one is believed no more; without it, it is not. */
  private void probeOfOld(RolloverOrder order, Member old) {
    try {
      probes.of(order, old, () -> leaves.names(order));
    } catch (StepFailedException gone) {
      boolean ours =
          gone.code() == FailureCode.STORE_UNAVAILABLE
              || gone.code() == FailureCode.LEDGER_UNAVAILABLE;
      if (ours) {
        throw gone;
      } // else said at the end: the authority may be in nobody's hands any more
    }
  }

  private Optional<X509Certificate> oldSigner(RolloverOrder order, Member old) {
    return probes
        .kept(order, old.name())
        .map(CertificateProbe::chain)
        .or(() -> leaves.anyInUse(order))
        .flatMap(chain -> standIn.signer(old, chain));
  }

  private RolloverReply leave(RolloverOrder order) {
    Member successor = standIn.successor(order);
    boolean revoked = probes.revoke(order, successor);
    standIn.leave(order);
    List<String> seen = new ArrayList<>();
    if (!revoked) {
      seen.add(
          "the trial certificate of " + successor.name() + " was not revoked; it ends by itself");
    }
    if (bundles.any(standIn.of(order))) {
      bundles.current(order.authority());
    }
    return new RolloverReply.Standing(List.of(), seen);
  }

  private RolloverReply believe(RolloverOrder order) {
    Succession now = standIn.of(order);
    Optional<Member> successor = now.member(order.successor()).filter(Member::believed);
    Optional<CertificateProbe> fresh =
        successor.map(one -> probes.of(order, one, () -> leaves.names(order)));
    Optional<Member> retired = StandIn.old(order, now).filter(one -> !one.believed());
    return beliefs.look(order, now, fresh, retired.flatMap(one -> probes.kept(order, one.name())));
  }

  /** Trial certificates are revoked; what only the parent of the old one can do is said. */
  private RolloverReply condemn(RolloverOrder order) {
    Succession now = standIn.of(order);
    List<String> seen = new ArrayList<>();
    Optional<Member> old = StandIn.old(order, now);
    if (old.filter(one -> probes.kept(order, one.name()).isEmpty()).isPresent()) {
      seen.add("that nobody believes the old authority was not tried: it gave no certificate");
    }
    for (Member one : now.members()) {
      if (!probes.revoke(order, one)) {
        seen.add("the trial certificate of " + one.name() + " was not revoked; it ends by itself");
      }
    }
    List<Obstacle> obstacles =
        old.flatMap(Member::issuer)
            .filter(signer -> order.compromised())
            .map(signer -> parent(order, signer, seen))
            .orElse(List.of());
    return new RolloverReply.Standing(obstacles, seen);
  }

  private List<Obstacle> parent(RolloverOrder order, X509Certificate signer, List<String> seen) {
    if (order.parent().isPresent()) {
      return condemnation.get().by(order.parent().get(), signer, seen);
    }
    seen.add(
        signer.getSubjectX500Principal().equals(signer.getIssuerX500Principal())
            ? "the old authority is a root: that nobody believes it is all that can be done"
            : "to be done by people: its parent revokes "
                + CertificateChain.serial(signer)
                + " with the reason cACompromise");
    return List.of();
  }

  /** What a response asks about an authority whose key may be in other hands. */
  public ResponseReply answer(ResponseRequest request) {
    return response.get().answer(request);
  }

  /** The target that serves certificates here. */
  public static TlsCertificateTarget serving(Object target) {
    if (target instanceof TlsCertificateTarget certificates) {
      return certificates;
    }
    throw new StepFailedException(
        FailureCode.BAD_REQUEST, "A rollover came to a function that serves no certificates");
  }
}
