package dev.rekey.activities.rollover;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.authority.Authorities;
import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.succession.Succession;
import dev.rekey.activities.authority.succession.Succession.Member;
import dev.rekey.activities.authority.succession.SuccessiveAuthority;
import dev.rekey.activities.rotation.CredentialLock;
import dev.rekey.activities.secret.Login;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.TlsCertificate;
import dev.rekey.model.rollover.RolloverOrder;
import dev.rekey.model.rollover.RolloverPhase;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Who an authority's name stands for, phase by phase. A call that comes late, after a later one,
 * changes nothing.
 */
final class StandIn {
  private static final String LEFT = "LEFT";
  private static final String AND = "/";

  private final KnownAuthorities known;
  private final Authorities authorities;
  private final CredentialLock lock;

  StandIn(KnownAuthorities known, Authorities authorities, CredentialLock lock) {
    this.known = known;
    this.authorities = authorities;
    this.lock = lock;
  }

  /** Who the name stands for now. */
  Succession of(RolloverOrder order) {
    return Succession.of(order.authority(), known.of(order.authority()));
  }

  /** The same, to be asked. */
  SuccessiveAuthority asked(RolloverOrder order) {
    return authorities.successive(order.authority(), known.of(order.authority()));
  }

  /** The authority that is to certify, as it is known by its own name. */
  Member successor(RolloverOrder order) {
    return of(order)
        .member(order.successor())
        .orElseGet(
            () -> new Member(order.successor(), single(order.successor()), true, Optional.empty()));
  }

  private Login single(String name) {
    Login login = known.of(name);
    if (login.identity().equals(Succession.KIND)) {
      throw new StepFailedException(
          FailureCode.BAD_REQUEST,
          name + " stands for others itself; name the one that is to certify");
    }
    return login;
  }

  /**
   * Enters a phase.
   *
   * @param oldSigner what the old authority signs with, where that is known
   * @param newSigner what the new one signs with, where that is known
   */
  void enter(
      RolloverOrder order,
      RolloverPhase phase,
      Optional<X509Certificate> oldSigner,
      Optional<X509Certificate> newSigner) {
    change(order, phase.name(), now -> in(order, phase, now, oldSigner, newSigner));
  }

  /** Passes once the successor certifies: nothing of the old one is taken away before. */
  void requireReissued(RolloverOrder order) {
    String entered = of(order).entered();
    if (rank(order, entered) < rank(order, order.id() + AND + RolloverPhase.REISSUE)
        || entered.equals(order.id() + AND + LEFT)) {
      throw new StepFailedException(
          FailureCode.STILL_ACCEPTED,
          "The old authority is believed until " + order.successor() + " has re-issued everything");
    }
  }

  /** Goes back to what the name stood for before. */
  void leave(RolloverOrder order) {
    change(
        order,
        LEFT,
        now ->
            new Succession(
                order.id() + AND + LEFT,
                now.issuing().or(() -> old(order, now).map(Member::name)),
                now.members().stream()
                    .filter(one -> !one.name().equals(order.successor()))
                    .toList()));
  }

  private void change(RolloverOrder order, String to, UnaryOperator<Succession> change) {
    SecretId secret = TlsCertificate.authoritySecret(order.authority());
    lock.alone(
        secret,
        () -> {
          Succession now = of(order);
          if (rank(order, now.entered()) < rank(order, order.id() + AND + to)) {
            known.put(secret, order.id() + AND + to, change.apply(now).login());
          }
          return now;
        });
  }

  /** What was entered for another rollover comes before everything of this one. */
  private static int rank(RolloverOrder order, String entered) {
    String own = order.id() + AND;
    if (!entered.startsWith(own)) {
      return -1;
    }
    String phase = entered.substring(own.length());
    return phase.equals(LEFT)
        ? RolloverPhase.values().length
        : List.of(RolloverPhase.values()).indexOf(RolloverPhase.valueOf(phase));
  }

  private Succession in(
      RolloverOrder order,
      RolloverPhase phase,
      Succession now,
      Optional<X509Certificate> oldSigner,
      Optional<X509Certificate> newSigner) {
    boolean trusted = phase != RolloverPhase.RETIRE_OLD;
    List<Member> all =
        phase == RolloverPhase.STOP_ISSUANCE
            ? now.members()
            : now.with(successor(order).believed(true));
    List<Member> known =
        all.stream()
            .map(
                one ->
                    one.name().equals(order.successor())
                        ? one.signingWith(newSigner)
                        : signing(one, now, oldSigner).believed(trusted && one.believed()))
            .toList();
    return new Succession(order.id() + AND + phase, issuing(order, phase, now), known);
  }

  private static Member signing(Member one, Succession now, Optional<X509Certificate> oldSigner) {
    return now.issuing().filter(one.name()::equals).isPresent() ? one.signingWith(oldSigner) : one;
  }

  private static Optional<String> issuing(
      RolloverOrder order, RolloverPhase phase, Succession now) {
    return switch (phase) {
      case STOP_ISSUANCE -> Optional.empty();
      case TRUST_BOTH -> order.compromised() ? Optional.empty() : now.issuing();
      case REISSUE, RETIRE_OLD -> Optional.of(order.successor());
    };
  }

  /** The one that certified before: the newest that is believed and is not the successor. */
  static Optional<Member> old(RolloverOrder order, Succession now) {
    return Stream.concat(now.members().stream().filter(Member::believed), now.members().stream())
        .filter(one -> !one.name().equals(order.successor()))
        .findFirst();
  }

  /** What signed a certificate: what comes next in its chain, or one of its authority's own. */
  Optional<X509Certificate> signer(Member member, CertificateChain chain) {
    return chain.issuer(authorities.of(member.name(), member.login()).anchors());
  }
}
