package dev.rekey.activities.rotation;

import dev.rekey.activities.Deed;
import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.store.StoredVersion;
import dev.rekey.activities.target.Trial.Verdict;
import dev.rekey.model.FailureCode;
import dev.rekey.model.consumer.Consumer;
import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.incident.Affected;
import dev.rekey.model.incident.CredentialAnswer;
import dev.rekey.model.incident.Finding;
import dev.rekey.model.incident.Living;
import dev.rekey.model.incident.Reach;
import dev.rekey.model.incident.ResponseRequest;
import dev.rekey.model.rotation.Fact;
import dev.rekey.model.rotation.UserOfOld;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one call of a response does about one credential. Each may be done twice. */
final class CredentialResponse {
  private final Ports ports;
  private final Proofs proofs;
  private final Escrow escrow;
  private final LeakedValues leaked;

  CredentialResponse(Ports ports, LeakedValues leaked) {
    this.ports = ports;
    this.leaked = leaked;
    this.proofs = Proofs.of(ports);
    this.escrow = Escrow.of(ports);
  }

  /** Finds the target of one, and what must not be touched there. */
  Concerned<?> concerned(Affected affected) {
    return concerned(affected, ports.subjects().of(affected.credential()));
  }

  private <S extends CredentialSpec> Concerned<S> concerned(Affected affected, Subject<S> subject) {
    SecretId secret = affected.credential().secret();
    return new Concerned<>(
        affected, subject, affected.recovered().flatMap(version -> escrow.spared(secret, version)));
  }

  CredentialAnswer answer(ResponseRequest request, Concerned<?> one, KnownNatives known) {
    return switch (request.call()) {
      case PROBE -> new ReportedValues(ports, proofs).probe(one);
      case SNAPSHOT ->
          CredentialAnswer.Seen.of(one.secret(), snapshot(one, known.asFarAsKnown(one)));
      case CONTAIN -> contain(one);
      case ENUMERATE -> living(one.secret(), living(one));
      case PROVE -> proven(one, tried(one), living(one));
      case HUNT -> hunt(one, known.of(one).leftBehind(request.since()));
      case REACH -> reach(one, known.of(one).reach(request.since()));
    };
  }

  private List<Fact> snapshot(Concerned<?> one, Traces<?> traces) {
    List<Fact> facts = new ArrayList<>();
    ports
        .store()
        .labels(one.secret())
        .forEach((stage, version) -> facts.add(proofs.fact(stage + " " + version, "the store")));
    facts.addAll(facts(one, traces.before()));
    Login current =
        escrow.value(one.secret(), escrow.current(one.secret()), "look before containment");
    facts.addAll(users(one, traces, current));
    return facts;
  }

  /** That they cannot be seen hides nothing else. */
  private List<Fact> users(Concerned<?> one, Traces<?> traces, Login current) {
    String where = one.subject().watched();
    try {
      return traces.sessions(current).stream()
          .map(user -> proofs.fact(user.sentence(), where))
          .toList();
    } catch (StepFailedException e) {
      return List.of(proofs.fact("who uses it is not known: " + e.reason(), where));
    }
  }

  private CredentialAnswer contain(Concerned<?> one) {
    RotatorsLast.unlessItsOwn(one);
    Login known = escrow.value(one.secret(), escrow.current(one.secret()), "contain");
    if (one.subject().spec().carriesRekey() && one.affected().recovered().isEmpty()) {
      throw new StepFailedException(
          FailureCode.CONSUMER_UNREACHABLE,
          "Rekey shows it to Temporal, and is not cut off: it is refused once it is replaced");
    }
    if (one.subject().completes()) {
      ports.log().everyKeyLeaked(one.secret(), one.affected().recovered(), ports.clock().instant());
    }
    List<Deed> deeds = new ArrayList<>(before(one));
    deeds.addAll(one.subject().contain(known, one.kept()));
    return contained(one, deeds);
  }

  /** That it cannot be seen does not hold containment up. */
  private static List<Deed> before(Concerned<?> one) {
    if (!one.subject().spec().stateComesWithContainment()) {
      return List.of();
    }
    try {
      return one.subject().before().stream().map(Deed::before).toList();
    } catch (StepFailedException e) {
      return List.of(Deed.before("how it was before is not known: " + e.reason()));
    }
  }

  /** What was done, and apart from it what was so already, and what people must do. */
  CredentialAnswer contained(Concerned<?> one, List<Deed> deeds) {
    List<UserOfOld> users = deeds.stream().flatMap(it -> it.user().stream()).toList();
    return new CredentialAnswer.Seen(
        one.secret(),
        facts(one, by(Deed.By.US, deeds)),
        List.of(),
        List.of(),
        users.isEmpty() ? Optional.empty() : Optional.of(Reach.of(users)),
        facts(one, by(Deed.By.ANOTHER, deeds)),
        by(Deed.By.PEOPLE, deeds),
        facts(one, by(Deed.By.NOBODY, deeds)));
  }

  private static List<String> by(Deed.By whom, List<Deed> deeds) {
    return deeds.stream().filter(it -> it.by() == whom).map(Deed::what).toList();
  }

  /** What was done at its target, as facts. */
  List<Fact> facts(Concerned<?> one, List<String> what) {
    String where = one.subject().place();
    return what.stream().map(sentence -> proofs.fact(sentence, where)).toList();
  }

  private List<Living> living(Concerned<?> one) {
    return one.subject().living(logins(one), one.kept());
  }

  /** Values that log in, where only trying them tells. */
  List<Living> accepted(Concerned<?> one) {
    return leaked.of(one).stream()
        .flatMap(
            known ->
                one.subject().tryOut(known.login()).stream()
                    .filter(trial -> trial.verdict() == Verdict.ACCEPTED)
                    .map(
                        trial ->
                            new Living(
                                "login accepted", known.login().identity(), trial.endpoint())))
        .toList();
  }

  static CredentialAnswer living(SecretId secret, List<Living> living) {
    return new CredentialAnswer.Seen(
        secret, List.of(), living.stream().sorted().toList(), List.of(), Optional.empty());
  }

  /** One fact: no leaked value logs in anywhere. */
  List<Fact> tried(Concerned<?> one) {
    List<Fact> facts = new ArrayList<>();
    leaked
        .of(one)
        .forEach(
            known ->
                facts.addAll(
                    proofs.refused(
                        one.subject(),
                        known.login(),
                        "value of version " + known.version() + " refused" + whom(one, known))));
    return facts;
  }

  private static String whom(Concerned<?> one, StoredVersion known) {
    String identity = known.login().identity();
    return one.subject().spec().owns(identity) ? "" : " to " + identity;
  }

  /** And the other one: nothing that was opened with one acts. */
  CredentialAnswer proven(Concerned<?> one, List<Fact> tried, List<Living> living) {
    living.stream()
        .sorted()
        .findFirst()
        .ifPresent(
            alive -> {
              throw new StepFailedException(FailureCode.STILL_ACCEPTED, alive.sentence());
            });
    List<Fact> facts = new ArrayList<>(tried);
    facts.addAll(proofs.unable(one.subject().tryToAct(logins(one), one.kept())));
    facts.addAll(facts(one, List.of("nothing opened with it acts any more")));
    return CredentialAnswer.Seen.of(one.secret(), facts);
  }

  private List<Login> logins(Concerned<?> one) {
    return leaked.of(one).stream().map(StoredVersion::login).toList();
  }

  private static CredentialAnswer hunt(Concerned<?> one, List<Finding> findings) {
    return new CredentialAnswer.Seen(
        one.secret(), List.of(), List.of(), findings, Optional.empty());
  }

  private CredentialAnswer reach(Concerned<?> one, Reach reach) {
    List<String> could = new ArrayList<>(reach.could());
    List<Consumer> consumers = ports.consumers().of(one.secret());
    could.add(
        consumers.isEmpty()
            ? "nobody is registered as its consumer"
            : "it stops " + names(consumers));
    List<UserOfOld> users = new ArrayList<>(reach.users());
    users.addAll(readers(one.secret(), names(consumers), could));
    return new CredentialAnswer.Seen(
        one.secret(),
        List.of(),
        List.of(),
        List.of(),
        Optional.of(
            new Reach(could, reach.did(), users, reach.reached(), names(consumers))
                .withEarlier(reach.earlier())));
  }

  private static List<String> names(List<Consumer> consumers) {
    return consumers.stream().map(user -> user.id().value()).toList();
  }

  /** Who read what is, or was, in use, and is no registered consumer. */
  private List<UserOfOld> readers(SecretId secret, List<String> consumers, List<String> could) {
    try {
      return ports.store().labels(secret).values().stream()
          .distinct()
          .flatMap(version -> ports.access().readersOf(secret, version).stream())
          .filter(read -> consumers.stream().noneMatch(read::isBy))
          .<UserOfOld>map(read -> new UserOfOld.UnknownReader(read.principal(), read.last()))
          .toList();
    } catch (StepFailedException e) {
      could.add("who read it from the store is not known: " + e.reason());
      return List.of();
    }
  }
}
