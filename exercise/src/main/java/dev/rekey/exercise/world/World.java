package dev.rekey.exercise.world;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.target.ChoosingTarget;
import dev.rekey.activities.target.CredentialTarget;
import dev.rekey.activities.target.IssuingTarget;
import dev.rekey.activities.target.MintingTarget;
import dev.rekey.activities.target.Targets;
import dev.rekey.exercise.scenario.Action;
import dev.rekey.exercise.scenario.Setting;
import dev.rekey.exercise.score.Happening.Manner;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.credential.IamAccessKey;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.TlsCertificate;
import dev.rekey.model.incident.Finding;
import dev.rekey.model.incident.Reach;
import dev.rekey.model.trigger.Clue;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
  private final Map<SecretId, Login> firsts = new LinkedHashMap<>();
  private final Map<SecretId, List<String>> taken = new LinkedHashMap<>();
  private final Workloads workloads;
  private final SimulatedPostgres postgres;
  private final SimulatedIam iam;
  private final SimulatedCertificates certificates;
  private final ChoosingTarget<PostgresUser> troubledPostgres;
  private final MintingTarget<IamAccessKey> troubledIam;
  private final IssuingTarget<TlsCertificate> troubledCertificates;

  /** Takes the clock of the exercise, what chance is drawn from, and what does not work. */
  public World(
      InstantSource clock, Chance chance, Journal journal, Workloads workloads, Troubles troubles) {
    this.clock = clock;
    this.chance = chance;
    this.journal = journal;
    this.workloads = workloads;
    this.postgres = new SimulatedPostgres(this);
    this.iam = new SimulatedIam(this);
    this.certificates = new SimulatedCertificates(this);
    this.troubledPostgres = troubles.around(postgres);
    this.troubledIam = troubles.around(iam);
    this.troubledCertificates = troubles.around(certificates);
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
    Account account =
        new Account(
            principal.secret(),
            principal.identity(),
            clock,
            journal,
            spec instanceof IamAccessKey ? IAM_LAG : Duration.ZERO,
            login -> workloads.refused(spec.secret(), login));
    accounts.put(spec.secret(), account);
    principals.put(spec.secret(), principal);
    Login current = login(account, spec, principal);
    firsts.put(spec.secret(), current);
    return current;
  }

  private Login login(Account account, CredentialSpec spec, Setting.NonHuman principal) {
    return switch (spec) {
      case IamAccessKey key -> keys(account, key, principal);
      case PostgresUser user -> roles(account, user, principal);
      case TlsCertificate certificate -> certificate(account, certificate, principal);
      default -> throw WorldSpecs.unknown(principal.kind());
    };
  }

  private Login keys(Account account, IamAccessKey spec, Setting.NonHuman principal) {
    Login current = iam.fresh(spec);
    account.have(current, principal.sessions());
    for (int i = 1; i < Math.min(2, principal.logins()); i++) {
      account.have(iam.fresh(spec), 0);
    }
    return current;
  }

  private Login roles(Account account, PostgresUser spec, Setting.NonHuman principal) {
    String second = spec.identities().getLast();
    Login current = postgres.next(spec, new Login(second, SecretValue.of(new byte[0])));
    account.have(current, principal.sessions());
    if (principal.logins() > 1) {
      account.have(postgres.next(spec, current), 0);
    }
    return current;
  }

  private Login certificate(Account account, TlsCertificate spec, Setting.NonHuman principal) {
    Login current =
        principal
            .sharesKeyWith()
            .map(other -> certificates.sharing(first(new SecretId(other))))
            .orElseGet(() -> certificates.first(spec));
    account.have(current, principal.sessions());
    return current;
  }

  private Login first(SecretId secret) {
    return Objects.requireNonNull(firsts.get(secret)); // the document's rules: it is above
  }

  Account account(SecretId secret) {
    Account account = accounts.get(secret);
    if (account == null) {
      throw new StepFailedException(
          FailureCode.NOT_FOUND, "The world of this exercise has no " + secret);
    }
    return account;
  }

  Setting.NonHuman principal(SecretId secret) {
    account(secret);
    return Objects.requireNonNull(principals.get(secret)); // each account is one's
  }

  /**
   * What was reported is in other hands, with all that the identity has; and so is every other
   * certificate with that key.
   */
  public void leak(SecretId secret) {
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

  /** Somebody read other secrets with this one. */
  void take(SecretId with, SecretId what) {
    taken.computeIfAbsent(with, secret -> new ArrayList<>()).add(what.value());
    leak(what);
  }

  /** Whatever leaked and still lets somebody in, or was opened with it and is not cut. */
  public List<String> alive() {
    return accounts.values().stream().flatMap(World::alive).toList();
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

  Reach reach(SecretId secret) {
    List<String> reaches = principal(secret).reaches();
    return new Reach(
        reaches.isEmpty() ? List.of("nothing beyond itself") : List.of("read " + reaches),
        account(secret).deeds(),
        List.of(),
        taken.getOrDefault(secret, List.of()).stream().<Clue>map(Clue.Secret::new).toList());
  }

  @Override
  @SuppressWarnings("unchecked") // each branch gives the target of its own pattern's type
  public <S extends CredentialSpec> CredentialTarget<S> of(S credential) {
    return (CredentialTarget<S>)
        switch ((CredentialSpec) credential) {
          case PostgresUser user -> troubledPostgres;
          case IamAccessKey key -> troubledIam;
          case TlsCertificate certificate -> troubledCertificates;
          default ->
              throw new StepFailedException(
                  FailureCode.BAD_REQUEST,
                  "The world of exercises has no credentials of the kind " + credential.kind());
        };
  }
}
