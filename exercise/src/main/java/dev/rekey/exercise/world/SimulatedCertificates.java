package dev.rekey.exercise.world;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.authority.KnownCertificate;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.target.IssuingTarget;
import dev.rekey.activities.target.Trial;
import dev.rekey.activities.target.Trial.Verdict;
import dev.rekey.exercise.scenario.Action;
import dev.rekey.exercise.score.Happening.Manner;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.TlsCertificate;
import dev.rekey.model.rotation.UserOfOld;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A certificate authority and the edges that serve what it certified, as an exercise has them. Each
 * version is a key of its own; an edge serves a certificate until its workload has reloaded; what
 * is revoked stays so.
 */
public final class SimulatedCertificates implements IssuingTarget<TlsCertificate> {
  private static final String REKEY = "rekey";

  private final World world;
  private final CertificateTexts texts;
  private final Map<String, Login> issued = new HashMap<>();
  private final Set<String> placed = new HashSet<>();

  SimulatedCertificates(World world) {
    this.world = world;
    this.texts = new CertificateTexts(world.chance(), world.clock());
  }

  private Account account(TlsCertificate spec) {
    return world.account(spec.secret());
  }

  /** A certificate that is there from the beginning. */
  Login first(TlsCertificate spec) {
    return texts.certified(texts.key(spec.secret()));
  }

  /** Another one for the key of this one. */
  Login sharing(Login other) {
    return texts.certified(other);
  }

  @Override
  public void validate(TlsCertificate spec, Login rotator, Login current) {
    owned(spec, current);
    if (!account(spec).accepts(current)) {
      throw new StepFailedException(FailureCode.BAD_REQUEST, "The current certificate is revoked");
    }
  }

  @Override
  public void validateNew(TlsCertificate spec, Login rotator, Optional<Login> made) {
    made.ifPresent(login -> owned(spec, login));
  }

  @Override
  public void unmake(TlsCertificate spec, Login rotator, Login newborn) {
    abandon(spec, rotator, newborn);
  }

  @Override
  public Login elder(TlsCertificate spec) {
    return new Login("", SecretValue.of(""));
  }

  @Override
  public Login prepare(TlsCertificate spec, Login rotator) {
    return texts.key(spec.secret());
  }

  @Override
  public synchronized Login issue(TlsCertificate spec, Login rotator, Login prepared) {
    owned(spec, prepared);
    if (CertificateTexts.isCertified(prepared)) {
      return prepared;
    }
    Login certificate = texts.certified(prepared);
    issued.put(prepared.identity(), certificate);
    account(spec).make(certificate, REKEY, Manner.AUTOMATIC);
    return certificate;
  }

  @Override
  public synchronized Login resume(TlsCertificate spec, Login rotator, Login prepared) {
    return known(prepared)
        .filter(account(spec)::accepts)
        .orElseGet(() -> issue(spec, rotator, prepared));
  }

  private Optional<Login> known(Login prepared) {
    return Optional.ofNullable(issued.get(prepared.identity()));
  }

  @Override
  public synchronized void abandon(TlsCertificate spec, Login rotator, Login prepared) {
    owned(spec, prepared);
    account(spec).shut(prepared.identity(), REKEY, Manner.AUTOMATIC);
  }

  @Override
  public Instant install(TlsCertificate spec, Login rotator, Login pending, Login current) {
    owned(spec, pending);
    if (!account(spec).accepts(pending)) {
      throw new StepFailedException(FailureCode.BAD_REQUEST, "The new certificate is not valid");
    }
    if (placed.add(pending.identity())) {
      world.note(Action.INSTALL, spec.secret().value(), pending.identity() + " is certified");
    }
    return world.clock().instant();
  }

  @Override
  public List<Trial> tryOut(TlsCertificate spec, Login login) {
    return List.of(new Trial(spec.target() + ", not asked", Verdict.UNKNOWN));
  }

  @Override
  public List<Trial> tryOut(TlsCertificate spec, Login rotator, Login login) {
    boolean ours = spec.authority().equals(WorldSpecs.AUTHORITY);
    Verdict said = account(spec).accepts(login) ? Verdict.ACCEPTED : Verdict.REFUSED;
    return List.of(new Trial("status by " + spec.target(), ours ? said : Verdict.UNKNOWN));
  }

  @Override
  public Optional<KnownCertificate> certificate(TlsCertificate spec, Login login) {
    return CertificateTexts.isCertified(login)
        ? Optional.of(texts.known(login, account(spec).madeAt(login.identity())))
        : Optional.empty();
  }

  @Override
  public void compare(TlsCertificate spec, Login rotator, Login pending, Login current) {
    owned(spec, pending); // each is for the same names
  }

  @Override
  public List<UserOfOld> sessions(
      TlsCertificate spec, Login rotator, Login old, Instant installed) {
    return edges(spec, served -> served.identity().equals(old.identity()));
  }

  @Override
  public List<UserOfOld> notMoved(
      TlsCertificate spec, Login rotator, Login old, Supplier<Login> fresh, Instant installed) {
    return edges(spec, served -> !served.identity().equals(fresh.get().identity()));
  }

  /** The declared edges that serve such a certificate; nobody looks at another one. */
  private List<UserOfOld> edges(TlsCertificate spec, Predicate<Login> such) {
    Map<String, Login> served = world.used(spec.secret());
    return world.principal(spec.secret()).consumers().stream()
        .filter(edge -> Optional.ofNullable(served.get(edge.name())).filter(such).isPresent())
        .filter(edge -> edge.known())
        .<UserOfOld>map(
            edge ->
                new UserOfOld.EndpointBehind(
                    edge.name(), WorldSpecs.HOST, "serves another certificate than the new one"))
        .toList();
  }

  @Override
  public String watched(TlsCertificate spec) {
    return "every edge behind " + String.join(", ", spec.places());
  }

  @Override
  public List<UserOfOld> revoke(
      TlsCertificate spec, Login rotator, Login old, Instant installed, boolean evenIfUsed) {
    owned(spec, old);
    List<UserOfOld> users = evenIfUsed ? List.of() : sessions(spec, rotator, old, installed);
    if (users.isEmpty()) {
      refuse(spec, old);
    }
    return users;
  }

  /** Revoked is revoked, and whoever asks hears of it; false if it was already. */
  private boolean refuse(TlsCertificate spec, Login old) {
    Account account = account(spec);
    boolean first = account.shut(old.identity(), REKEY, Manner.AUTOMATIC);
    if (first) {
      account.cut(Optional.of(old.identity()), Instant.MAX, REKEY, Manner.AUTOMATIC);
    }
    return first;
  }

  @Override
  public List<UserOfOld> revokeLeaked(
      TlsCertificate spec, Login rotator, Login old, Instant installed, boolean evenIfUsed) {
    boolean valid = account(spec).accepts(old);
    List<UserOfOld> users = revoke(spec, rotator, old, installed, evenIfUsed);
    if (valid && users.isEmpty()) {
      world.note(
          Action.KEY_COMPROMISE,
          spec.secret().value(),
          old.identity() + " is revoked with the reason keyCompromise");
    }
    return users;
  }

  @Override
  public boolean revocationIsFinal(TlsCertificate spec) {
    return true;
  }

  /** What else was issued for this credential is in the store, and is revoked from there. */
  @Override
  public void silenceOthers(TlsCertificate spec, Login rotator, Login kept) {
    owned(spec, kept);
  }

  @Override
  public void reinstate(TlsCertificate spec, Login rotator, Login login) {
    owned(spec, login);
    if (!account(spec).accepts(login)) {
      throw new StepFailedException(
          FailureCode.PAST_RETURN, "A revoked certificate stays revoked; make a new one");
    }
  }

  private static void owned(TlsCertificate spec, Login login) {
    if (!spec.owns(login.identity())) {
      throw new StepFailedException(
          FailureCode.BAD_REQUEST, "The login is none of a certificate's; nothing was changed");
    }
  }
}
