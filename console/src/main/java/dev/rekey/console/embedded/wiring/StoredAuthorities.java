package dev.rekey.console.embedded.wiring;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.authority.Authorities;
import dev.rekey.activities.authority.CertificateAuthority;
import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.EveryAuthority;
import dev.rekey.activities.authority.own.LedgerRegister;
import dev.rekey.activities.authority.own.OwnAuthority;
import dev.rekey.activities.authority.own.OwnRegister;
import dev.rekey.activities.authority.own.OwnResponder;
import dev.rekey.activities.authority.succession.Succession;
import dev.rekey.activities.inventory.AuthorityRecords;
import dev.rekey.activities.rollover.TrustBundles;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.store.Reader;
import dev.rekey.activities.store.SecretStore;
import dev.rekey.console.api.AuthorityOrder;
import dev.rekey.console.api.AuthorityView;
import dev.rekey.console.door.Refusal;
import dev.rekey.console.door.authority.AuthorityBook;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.SigningAuthority;
import dev.rekey.model.credential.TlsCertificate;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.credential.VersionStage;
import dev.rekey.model.rollover.RolloverOrder;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Authorities, kept in the secret store.
 *
 * @param store where
 * @param authorities the kinds that are served
 * @param own what authorities of our own write down; nothing where there may be none
 * @param records what is known of them otherwise
 */
public record StoredAuthorities(
    SecretStore store, Authorities authorities, Optional<OwnRegister> own, AuthorityRecords records)
    implements AuthorityBook {
  private static final InstantSource CLOCK = InstantSource.system();

  /** Those of an installation; authorities of our own only where the ledger is our own as well. */
  public static StoredAuthorities of(Foundation foundation, boolean onOneMachine) {
    Optional<OwnRegister> own =
        onOneMachine ? Optional.of(new LedgerRegister(foundation.ledger())) : Optional.empty();
    return new StoredAuthorities(
        foundation.store(), kinds(own), own, new AuthorityRecords(foundation.ledger()));
  }

  private static Authorities kinds(Optional<OwnRegister> own) {
    return own.map(register -> EveryAuthority.withOwn(register, CLOCK))
        .orElseGet(EveryAuthority::remote);
  }

  @Override
  public AuthorityView add(AuthorityOrder order, URI status, boolean dryRun) {
    SecretId secret = TlsCertificate.authoritySecret(order.name());
    Optional<Login> before = known(secret);
    Optional<Login> known = before.map(login -> certifying(order.name(), login));
    if (known.isPresent() && !known.get().identity().equals(order.kind())) {
      throw Refusal.conflict(
          "NAME_TAKEN",
          "The authority " + order.name() + " is of another kind; nothing was changed",
          "Choose another name.");
    }
    boolean ours = order.kind().equals(OwnAuthority.KIND);
    Login login =
        ours
            ? known.orElseGet(() -> make(order, status))
            : authorities.complete(order.name(), given(order));
    CertificateAuthority authority = authorities.of(order.name(), login);
    authority.check(List.of());
    if (!dryRun && !known.equals(Optional.of(login))) {
      keep(secret, before.map(there -> kept(order.name(), there, login)).orElse(login), before);
    }
    return view(order.name(), login);
  }

  /** What is to be known of the one that certifies by a name. */
  private static Login certifying(String name, Login login) {
    return Succession.of(name, login)
        .certifying()
        .map(Succession.Member::login)
        .orElseThrow(
            () ->
                Refusal.conflict(
                    "ROLLING_OVER",
                    "Nobody certifies as " + name + " while it is rolled over; nothing was changed",
                    "See 'rekey authority rollover status " + name + "'."));
  }

  private static Login kept(String name, Login there, Login settings) {
    return there.identity().equals(Succession.KIND)
        ? Succession.of(name, there).certifyingWith(settings).login()
        : settings;
  }

  private Login make(AuthorityOrder order, URI status) {
    if (own.isEmpty()) {
      throw Refusal.unprocessable(
          FailureCode.BAD_REQUEST,
          "An authority of Rekey's own is for one machine with its own ledger, never for"
              + " production; nothing was changed");
    }
    return OwnAuthority.make(order.name(), status, CLOCK);
  }

  private Login given(AuthorityOrder order) {
    authorities.requireServed(order.name(), order.kind());
    return new Login(
        order.kind(),
        SecretValue.of(
            order
                .settings()
                .filter(text -> !text.isBlank())
                .orElseThrow(
                    () -> Refusal.badRequest("An authority of this kind needs its settings"))));
  }

  private void keep(SecretId secret, Login login, Optional<Login> before) {
    VersionId fresh = new VersionId(UUID.randomUUID().toString());
    if (before.isEmpty()) {
      store.create(secret, fresh, login);
      return;
    }
    VersionId there =
        Objects.requireNonNull(store.labels(secret).get(VersionStage.AWSCURRENT), "it was read");
    store.stage(secret, fresh, login);
    store.promote(secret, there, fresh);
  }

  private Optional<Login> known(SecretId secret) {
    return store
        .current(secret)
        .flatMap(version -> store.read(secret, version, Reader.rekey("look at an authority")));
  }

  private Login existing(String name) {
    return known(TlsCertificate.authoritySecret(name))
        .orElseThrow(
            () ->
                new StepFailedException(FailureCode.NOT_FOUND, "No authority is known as " + name));
  }

  @Override
  public AuthorityView show(String name) {
    return view(name, existing(name));
  }

  @Override
  public CertificateAuthority open(String name) {
    return authorities.of(name, existing(name));
  }

  private AuthorityView view(String name, Login login) {
    String roots =
        authorities.of(name, login).anchors().stream()
            .map(CertificateChain::pem)
            .collect(Collectors.joining());
    return new AuthorityView(name, login.identity(), roots);
  }

  @Override
  public VersionId roots(String name) {
    return new TrustBundles(store, authorities).current(name);
  }

  @Override
  public void prepare(RolloverOrder order) {
    new TrustBundles(store, authorities).prepare(order);
  }

  @Override
  public void remember(String name, String by) {
    records.known(name, signers(open(name)), by, CLOCK.instant());
  }

  /** One that does not answer is remembered all the same, by what is known without it. */
  private static List<X509Certificate> signers(CertificateAuthority authority) {
    try {
      return authority.signers();
    } catch (StepFailedException silent) {
      return List.of();
    }
  }

  @Override
  public void standBy(SigningAuthority plan, String by) {
    plan.parent().ifPresent(this::existing);
    prepare(RolloverOrder.standBy(plan, by));
    remember(plan.authority(), by);
    records.standBy(plan, by, CLOCK.instant());
  }

  @Override
  public byte[] crl(String name) {
    return responder(name).crl();
  }

  @Override
  public byte[] ocsp(String name, byte[] question) {
    return responder(name).ocsp(question);
  }

  /** A name that was rolled over still tells what the authority revoked that was called so. */
  private static Login ownPart(String name, Login login) {
    return Succession.of(name, login).member(name).map(Succession.Member::login).orElse(login);
  }

  private OwnResponder responder(String name) {
    Login login = ownPart(name, existing(name));
    OwnRegister register =
        own.filter(there -> login.identity().equals(OwnAuthority.KIND))
            .orElseThrow(
                () ->
                    new StepFailedException(
                        FailureCode.NOT_FOUND, name + " is no authority of Rekey's own"));
    return new OwnResponder(name, login, register, CLOCK);
  }
}
