package dev.rekey.activities.target.certificate;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.authority.CertificateAuthority;
import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.KeyPairs;
import dev.rekey.activities.authority.status.CertificateStatus;
import dev.rekey.activities.authority.status.StatusReader;
import dev.rekey.activities.authority.status.StatusSource;
import dev.rekey.activities.target.Trial;
import dev.rekey.activities.target.Trial.Verdict;
import dev.rekey.model.FailureCode;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Whether a certificate is what it should be, and whether it is revoked. */
final class CertificateCheck {
  private final StatusReader fresh;
  private final InstantSource clock;

  CertificateCheck(StatusReader fresh, InstantSource clock) {
    this.fresh = fresh;
    this.clock = clock;
  }

  /** Passes for what an authority may be expected to issue for these names. */
  void issued(CertificateAuthority authority, HeldCertificate held, List<String> names) {
    CertificateChain chain = held.certificate();
    ChainCheck check = new ChainCheck(authority.anchors());
    Instant now = clock.instant();
    if (chain.leaf().getNotBefore().toInstant().isAfter(now)) {
      throw new StepFailedException(
          FailureCode.CLOCK_SKEWED,
          authority.name()
              + " issued a certificate that is not valid before "
              + chain.leaf().getNotBefore().toInstant());
    }
    requireMatch(held);
    check
        .date(chain, now)
        .or(() -> check.path(chain, now))
        .ifPresent(fault -> refuse(authority.name() + " issued a certificate that " + fault));
    names(chain, names);
  }

  /** Passes for a certificate that is in use when it comes under care. */
  void enrolled(CertificateAuthority authority, HeldCertificate held) {
    CertificateChain chain = held.certificate();
    requireMatch(held);
    ChainCheck check = new ChainCheck(authority.anchors());
    check
        .date(chain, clock.instant())
        .or(() -> check.path(chain, clock.instant()))
        .ifPresent(
            fault -> {
              throw new StepFailedException(
                  FailureCode.BAD_REQUEST,
                  "The certificate given "
                      + fault
                      + "; leave it out, and "
                      + authority.name()
                      + " issues the first one");
            });
  }

  private static void requireMatch(HeldCertificate held) {
    if (!KeyPairs.match(held.keys().getPrivate(), held.certificate().key())) {
      refuse("The key and the certificate do not belong together");
    }
  }

  /** Fails with GRANTS_DIFFER unless the certificate is for all of these names. */
  void names(CertificateChain chain, List<String> names) {
    List<String> missing = ChainCheck.missing(chain.leaf(), names);
    if (!missing.isEmpty()) {
      throw new StepFailedException(
          FailureCode.GRANTS_DIFFER, "The certificate is not for " + String.join(", ", missing));
    }
  }

  private static void refuse(String reason) {
    throw new StepFailedException(FailureCode.NEW_REJECTED, reason);
  }

  /** What each list and responder of the authority says. */
  List<Trial> status(CertificateAuthority authority, HeldCertificate held) {
    if (held.chain().isEmpty()) {
      return List.of(new Trial("a key without a certificate", Verdict.REFUSED));
    }
    CertificateChain chain = held.certificate();
    Instant end = chain.leaf().getNotAfter().toInstant();
    if (end.isBefore(clock.instant())) {
      return List.of(new Trial("its own end, " + end, Verdict.REFUSED));
    }
    List<StatusSource> sources = authority.sources(chain.leaf());
    Optional<X509Certificate> issuer = chain.issuer(authority.issuers());
    if (sources.isEmpty()) {
      return List.of(
          new Trial(authority.name() + ", which offers neither CRL nor OCSP", Verdict.UNPROVEN));
    }
    StatusReader there = fresh.trusting(authority.serverAnchors());
    return sources.stream().map(source -> ask(there, source, chain, issuer)).toList();
  }

  private static Trial ask(
      StatusReader there,
      StatusSource source,
      CertificateChain chain,
      Optional<X509Certificate> issuer) {
    return issuer
        .map(by -> trial(source, there.ask(source, chain.leaf(), by)))
        .orElseGet(
            () ->
                new Trial(
                    source.name() + " (its issuer's certificate is not known)", Verdict.UNKNOWN));
  }

  private static Trial trial(StatusSource source, CertificateStatus status) {
    return switch (status) {
      case CertificateStatus.Good good -> new Trial(source.name(), Verdict.ACCEPTED);
      case CertificateStatus.Revoked revoked ->
          new Trial(
              source.name() + " (reason " + revoked.reason() + " at " + revoked.at() + ")",
              Verdict.REFUSED);
      case CertificateStatus.Unknown unknown ->
          new Trial(source.name() + " (" + unknown.why() + ")", Verdict.UNKNOWN);
    };
  }
}
