package dev.rekey.activities.authority.succession;

import dev.rekey.activities.authority.Authorities;
import dev.rekey.activities.authority.CertificateAuthority;
import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.PublicRoots;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Those who stand behind a name, ready to be asked.
 *
 * @param all the newest first
 * @param issuing who certifies
 */
record Lineage(List<Descendant> all, Optional<Descendant> issuing) {
  /**
   * One of them.
   *
   * @param name what it is called by itself
   * @param authority it
   * @param believed whether what it certified is to be believed
   * @param issuer the certificate that it signs with, once it is known
   */
  record Descendant(
      String name,
      CertificateAuthority authority,
      boolean believed,
      Optional<X509Certificate> issuer) {
    /** What it may have signed with: two may have one root, and a certificate each below it. */
    private Stream<X509Certificate> signers(CertificateChain chain) {
      return issuer.isPresent()
          ? issuer.stream()
          : Stream.concat(
              authority.anchors().stream(),
              chain.certificates().stream().skip(1).filter(this::ours));
    }

    private boolean ours(X509Certificate between) {
      return roots().anyMatch(root -> signed(root, between));
    }

    Stream<X509Certificate> roots() {
      return (authority.anchors().isEmpty() ? PublicRoots.all() : authority.anchors()).stream();
    }

    boolean issued(CertificateChain chain) {
      return signers(chain).anyMatch(signer -> signed(signer, chain.leaf()));
    }

    private static boolean signed(X509Certificate by, X509Certificate certificate) {
      if (!by.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
        return false;
      }
      try {
        certificate.verify(by.getPublicKey());
        return true;
      } catch (GeneralSecurityException another) {
        return false;
      }
    }
  }

  static Lineage of(Succession succession, Authorities authorities) {
    List<Descendant> all =
        succession.members().stream()
            .map(
                one ->
                    new Descendant(
                        one.name(),
                        authorities.of(one.name(), one.login()),
                        one.believed(),
                        one.issuer()))
            .toList();
    return new Lineage(
        all,
        succession
            .issuing()
            .flatMap(name -> all.stream().filter(one -> one.name().equals(name)).findFirst()));
  }

  List<Descendant> others() {
    return all.stream().filter(one -> issuing.filter(one::equals).isEmpty()).toList();
  }

  /** Those whose certificate is known come first: what others may have signed is a guess. */
  Optional<Descendant> issuerOf(CertificateChain chain) {
    return Stream.concat(
            all.stream().filter(one -> one.issuer().isPresent()),
            all.stream().filter(one -> one.issuer().isEmpty()))
        .filter(one -> one.issued(chain))
        .findFirst();
  }

  /** The roots of some of them; nothing if the JDK knows them all. */
  List<X509Certificate> roots(Predicate<Descendant> whose) {
    List<Descendant> some = all.stream().filter(whose).toList();
    boolean known = some.stream().allMatch(one -> one.authority().anchors().isEmpty());
    return known ? List.of() : some.stream().flatMap(Descendant::roots).distinct().toList();
  }
}
