package dev.rekey.activities.rollover;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.authority.Authorities;
import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.succession.Succession;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.store.SecretStore;
import dev.rekey.model.FailureCode;
import dev.rekey.model.Sha256;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.rollover.RolloverOrder;
import dev.rekey.model.rollover.TrustBundle;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The roots that consumers are to believe, as PEM. Whoever joins in the middle of a rollover gets
 * those of its phase, since there are no others.
 */
public final class TrustBundles {
  private static final String IDENTITY = "roots";

  private final KnownAuthorities known;
  private final Authorities authorities;

  /** Takes where they are kept, and how authorities are asked for their roots. */
  public TrustBundles(SecretStore store, Authorities authorities) {
    this.known = new KnownAuthorities(store);
    this.authorities = authorities;
  }

  /**
   * Brings the bundle of that name to what is believed now.
   *
   * @return its version
   * @throws StepFailedException NOT_FOUND if no authority is known so, BAD_REQUEST if clients
   *     believe it by roots that they have already
   */
  public VersionId current(String authority) {
    Succession succession = Succession.of(authority, known.of(authority));
    String roots = roots(succession);
    if (roots.isEmpty()) {
      throw new StepFailedException(
          FailureCode.BAD_REQUEST,
          "Clients believe " + authority + " by roots that they have already");
    }
    SecretId secret = TrustBundle.of(authority);
    Optional<VersionId> there = known.store().current(secret);
    if (there.isPresent() && text(authority).endsWith(")\n" + roots)) {
      return there.get(); // nobody reads it again for nothing
    }
    String mark = succession.entered() + " " + Sha256.hex(roots);
    String text = "# Rekey: what is believed of " + authority + " (" + mark + ")\n" + roots;
    known.put(secret, mark, new Login(IDENTITY, SecretValue.of(text)));
    return KnownAuthorities.version(secret, mark);
  }

  /**
   * Makes what a rollover writes to later: functions may not make secrets.
   *
   * @throws StepFailedException NOT_FOUND if one of the authorities is not known
   */
  public void prepare(RolloverOrder order) {
    Succession now = Succession.of(order.authority(), known.of(order.authority()));
    known.of(order.successor());
    if (any(now)) {
      current(order.authority());
    }
    Stream.concat(now.members().stream().map(Succession.Member::name), Stream.of(order.successor()))
        .distinct()
        .forEach(member -> Probes.place(known, order, member));
  }

  /** Whether there are roots that are to be delivered. */
  boolean any(Succession succession) {
    return !roots(succession).isEmpty();
  }

  private String roots(Succession succession) {
    return succession.members().stream()
        .filter(Succession.Member::believed)
        .flatMap(one -> authorities.of(one.name(), one.login()).anchors().stream())
        .distinct()
        .map(CertificateChain::pem)
        .collect(Collectors.joining());
  }

  /** What the bundle says. */
  String text(String authority) {
    return known.current(TrustBundle.of(authority)).map(login -> login.value().reveal()).orElse("");
  }
}
