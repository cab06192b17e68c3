package dev.rekey.exercise.world;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.aws.principal.Doings;
import dev.rekey.activities.aws.principal.PrincipalReach;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.target.ChoosingTarget;
import dev.rekey.activities.target.CredentialTarget;
import dev.rekey.activities.target.IssuingTarget;
import dev.rekey.activities.target.MintingTarget;
import dev.rekey.activities.target.Targets;
import dev.rekey.activities.target.iamrole.IamRoleTarget;
import dev.rekey.exercise.scenario.Action;
import dev.rekey.exercise.scenario.Setting;
import dev.rekey.exercise.score.Happening.Manner;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.credential.IamAccessKey;
import dev.rekey.model.credential.IamRole;
import dev.rekey.model.credential.KmsKey;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.credential.RotationFunction;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.SigningAuthority;
import dev.rekey.model.credential.TlsCertificate;
import dev.rekey.model.incident.Finding;
import dev.rekey.model.incident.Reach;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Everything that an exercise has instead of real systems. */
public final class World implements Targets {
  /** How long IAM needs until a change is seen: 3 to 4 seconds were measured. */
  private static final Duration IAM_LAG = Duration.ofSeconds(3);

  private final InstantSource clock;
  private final Chance chance;
  private final Journal journal;
  private final Map<SecretId, Account> accounts = new LinkedHashMap<>();
  private final Map<SecretId, Setting.NonHuman> principals = new LinkedHashMap<>();
  private final Workloads workloads;
  private final CallTrail trail = new CallTrail();
  private final SimulatedRoles roles = new SimulatedRoles(trail);
  private final FirstLogins logins;
  private final ChoosingTarget<PostgresUser> troubledPostgres;
  private final MintingTarget<IamAccessKey> troubledIam;
  private final ChoosingTarget<IamRole> troubledRoles;
  private final IssuingTarget<TlsCertificate> troubledCertificates;
  private final IssuingTarget<TlsCertificate> troubledServed;
  private final SimulatedAuthorities authorities;

  /** Takes the clock of the exercise, what chance is drawn from, and what does not work. */
  public World(
      InstantSource clock, Chance chance, Journal journal, Workloads workloads, Troubles troubles) {
    this.clock = clock;
    this.chance = chance;
    this.journal = journal;
    this.workloads = workloads;
    SimulatedPostgres postgres = new SimulatedPostgres(this);
    SimulatedIam iam = new SimulatedIam(this);
    SimulatedCertificates certificates = new SimulatedCertificates(this);
    this.logins = new FirstLogins(postgres, iam, certificates, new HashMap<>());
    this.troubledPostgres = troubles.around(postgres);
    this.troubledIam = troubles.around(iam);
    this.troubledRoles = troubles.around(new IamRoleTarget(roles, clock));
    this.troubledCertificates = troubles.around(certificates);
    this.authorities = new SimulatedAuthorities(this, clock, workloads);
    this.troubledServed = troubles.around(NotedCertificates.around(this, authorities.target()));
  }

  InstantSource clock() {
    return clock;
  }

  Chance chance() {
    return chance;
  }

  Journal journal() {
    return journal;
  }

  void note(Action action, String target, String text) {
    journal.note(action, target, "rekey", Manner.AUTOMATIC, text);
  }

  /**
   * An identity that is there from the beginning.
   *
   * @return its login that is in use
   * @throws IllegalArgumentException if there are no identities of its kind here
   */
  public Login settle(Setting.NonHuman principal) {
    CredentialSpec spec = WorldSpecs.of(principal);
    principals.put(spec.secret(), principal);
    Login current =
        spec instanceof IamRole role
            ? role(role, principal)
            : spec instanceof TlsCertificate leaf && principal.certifiedBy().isPresent()
                ? authorities.first(leaf, principal)
                : logins.give(account(spec, principal), spec, principal);
    logins.made().put(principal.secret(), current);
    return current;
  }

  private Account account(CredentialSpec spec, Setting.NonHuman principal) {
    Account account =
        new Account(
            principal.secret(),
            principal.identity(),
            clock,
            journal,
            spec instanceof IamAccessKey ? IAM_LAG : Duration.ZERO,
            login -> workloads.refused(spec.secret(), login));
    accounts.put(spec.secret(), account);
    return account;
  }

  private Login role(IamRole spec, Setting.NonHuman principal) {
    String first = "partner-" + chance.text(spec.secret() + " external id", 12, "0123456789");
    roles.settle(
        new SimulatedRole(
            principal, first, clock, IAM_LAG, journal, id -> workloads.refused(spec.secret(), id)));
    return new Login(spec.role(), SecretValue.of(first));
  }

  Account account(SecretId secret) {
    Account account = accounts.get(secret);
    if (account == null) {
      throw unknown(secret);
    }
    return account;
  }

  Setting.NonHuman principal(SecretId secret) {
    return Optional.ofNullable(principals.get(secret)).orElseThrow(() -> unknown(secret));
  }

  private static StepFailedException unknown(SecretId secret) {
    return new StepFailedException(
        FailureCode.NOT_FOUND, "The world of this exercise has no " + secret);
  }

  SimulatedRoles roles() {
    return roles;
  }

  /** The authorities whose keys may be in other hands. */
  public SimulatedAuthorities authorities() {
    return authorities;
  }

  CallTrail trail() {
    return trail;
  }

  /**
   * What was reported is in other hands, with all that the identity has; and so is every other
   * certificate with that key.
   */
  public void leak(SecretId secret) {
    roles.of(secret).ifPresent(SimulatedRole::leak);
    authorities.of(secret).ifPresent(SimulatedAuthority::leak);
    if (accounts.containsKey(secret)) {
      account(secret).leak();
      String key = first(principal(secret));
      principals.values().stream()
          .filter(other -> first(other).equals(key))
          .forEach(other -> account(new SecretId(other.secret())).leak());
    }
  }

  /** Of certificates that share a key, the one that had it first. */
  private static String first(Setting.NonHuman principal) {
    return principal.sharesKeyWith().orElse(principal.secret());
  }

  /** What each workload of a secret uses just now. */
  Map<String, Login> used(SecretId secret) {
    return workloads.used(secret);
  }

  /** Whatever leaked and still lets somebody in, or was opened with it and is not cut. */
  public List<String> alive() {
    return Stream.of(
            accounts.values().stream().flatMap(World::alive), roles.alive(), authorities.alive())
        .flatMap(one -> one)
        .toList();
  }

  private static Stream<String> alive(Account account) {
    return account.leaked().stream()
        .filter(login -> !account.isDenied())
        .filter(login -> account.accepts(login) || !account.sessions(login.identity()).isEmpty())
        .map(login -> account.secret() + ": " + login.identity());
  }

  List<Finding> findings(SecretId secret) {
    return account(secret).left().stream()
        .map(
            what ->
                new Finding(
                    "identity that was made by it",
                    what,
                    WorldSpecs.HOST,
                    Optional.of(clock.instant())))
        .toList();
  }

  Reach reach(SecretId secret, Instant since) {
    List<String> reaches = principal(secret).reaches();
    Doings doings =
        trail.since(since, List.of(new CallTrail.Session(secret.value(), WorldSpecs.ACCOUNT)));
    return new Reach(
        reaches.isEmpty() ? List.of("nothing beyond itself") : List.of("read " + reaches),
        account(secret).deeds(),
        List.of(),
        PrincipalReach.of(doings, List.of(WorldSpecs.REGION)).reached());
  }

  @Override
  @SuppressWarnings("unchecked") // each branch gives the target of its own pattern's type
  public <S extends CredentialSpec> CredentialTarget<S> of(S credential) {
    return (CredentialTarget<S>)
        switch ((CredentialSpec) credential) {
          case PostgresUser user -> troubledPostgres;
          case IamAccessKey key -> troubledIam;
          case IamRole role -> troubledRoles;
          case TlsCertificate certificate ->
              certificate.authority().equals(WorldSpecs.AUTHORITY)
                  ? troubledCertificates
                  : troubledServed;
          case RotationFunction function -> throw WorldSpecs.absent(function);
          case KmsKey key -> throw WorldSpecs.absent(key);
          case SigningAuthority authority -> throw WorldSpecs.absent(authority);
        };
  }
}
