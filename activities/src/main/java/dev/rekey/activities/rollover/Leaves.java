package dev.rekey.activities.rollover;

import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.succession.SuccessiveAuthority;
import dev.rekey.activities.store.Reader;
import dev.rekey.activities.store.SecretStore;
import dev.rekey.activities.target.certificate.CertificateProbe;
import dev.rekey.activities.target.certificate.Presented;
import dev.rekey.activities.target.certificate.TlsNetwork;
import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.TlsCertificate;
import dev.rekey.model.credential.TlsEndpoint;
import dev.rekey.model.credential.VersionStage;
import dev.rekey.model.inventory.DueCredential;
import dev.rekey.model.rollover.Obstacle;
import dev.rekey.model.rollover.RolloverOrder;
import dev.rekey.model.rollover.RolloverReply;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The certificates under care of an authority: whose they are, and what is really presented. */
final class Leaves {
  /** What a trial certificate is for where nothing is under care. */
  static final List<String> NO_NAMES = List.of("probe.rekey.invalid");

  private final LedgerRollovers ledger;
  private final SecretStore store;
  private final TlsNetwork network;
  private final InstantSource clock;

  Leaves(LedgerRollovers ledger, SecretStore store, TlsNetwork network, InstantSource clock) {
    this.network = network;
    this.ledger = ledger;
    this.store = store;
    this.clock = clock;
  }

  /** Where it is seen what is presented. */
  TlsNetwork network() {
    return network;
  }

  /** For which names an authority may be expected to certify: those of the first one under care. */
  List<String> names(RolloverOrder order) {
    return ledger.leaves(order).stream()
        .flatMap(due -> spec(due).stream())
        .map(TlsCertificate::names)
        .findFirst()
        .orElse(NO_NAMES);
  }

  /** A certificate that is in use, if one is. */
  Optional<CertificateChain> anyInUse(RolloverOrder order) {
    return ledger.leaves(order).stream()
        .flatMap(due -> held(due, VersionStage.AWSCURRENT).stream())
        .findFirst();
  }

  /** Those whose current version, or one that is being made, is of another one. */
  RolloverReply.Leaves remaining(RolloverOrder order, SuccessiveAuthority authority) {
    return new RolloverReply.Leaves(
        ledger.leaves(order).stream()
            .filter(
                due ->
                    Stream.of(VersionStage.AWSCURRENT, VersionStage.AWSPENDING)
                        .flatMap(stage -> held(due, stage).stream())
                        .anyMatch(chain -> !isOf(order, authority, chain)))
            .toList());
  }

  private static boolean isOf(
      RolloverOrder order, SuccessiveAuthority authority, CertificateChain chain) {
    return authority.issuerOf(chain).filter(order.successor()::equals).isPresent();
  }

  private Optional<CertificateChain> held(DueCredential due, VersionStage stage) {
    SecretId secret = due.request().credential().secret();
    return Optional.ofNullable(store.labels(secret).get(stage))
        .flatMap(version -> store.read(secret, version, Reader.rekey("see who certified it")))
        .flatMap(CertificateProbe::of)
        .map(CertificateProbe::chain);
  }

  /**
   * Where something of the old one is presented, or may be: at the endpoints of everything under
   * care, and at those that let in only whom the authority certified.
   */
  RolloverReply.Standing served(RolloverOrder order, SuccessiveAuthority authority) {
    List<Presented> presented = Presented.at(endpoints(order), network, clock);
    return new RolloverReply.Standing(
        presented.stream().flatMap(one -> obstacle(order, authority, one).stream()).toList(),
        presented.stream()
            .flatMap(one -> one.chain().map(chain -> sight(authority, one, chain)).stream())
            .toList());
  }

  /** Where something of the authority may be presented. */
  List<TlsEndpoint> endpoints(RolloverOrder order) {
    return Stream.concat(
            ledger.leaves(order).stream()
                .flatMap(due -> spec(due).stream())
                .flatMap(spec -> spec.endpoints().stream()),
            ledger.trusters(order.authority()).stream())
        .distinct()
        .toList();
  }

  private static Optional<Obstacle> obstacle(
      RolloverOrder order, SuccessiveAuthority authority, Presented one) {
    if (one.chain().isEmpty()) {
      return Optional.of(new Obstacle(one.where(), one.why() + "; what it presents is unknown"));
    }
    CertificateChain chain = one.chain().get();
    return authority
        .issuerOf(chain)
        .filter(name -> !name.equals(order.successor()))
        .map(
            name ->
                new Obstacle(
                    one.where(), "presents the certificate " + chain.serial() + " of " + name));
  }

  private static String sight(
      SuccessiveAuthority authority, Presented one, CertificateChain chain) {
    return one.where()
        + " presents the certificate "
        + chain.serial()
        + " of "
        + authority.issuerOf(chain).orElse("somebody else");
  }

  private static Optional<TlsCertificate> spec(DueCredential due) {
    CredentialSpec spec = due.request().credential();
    return spec instanceof TlsCertificate certificate ? Optional.of(certificate) : Optional.empty();
  }
}
