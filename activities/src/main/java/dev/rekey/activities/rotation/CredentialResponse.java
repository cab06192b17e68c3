package dev.rekey.activities.rotation;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.store.Reader;
import dev.rekey.model.FailureCode;
import dev.rekey.model.consumer.Consumer;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.incident.Affected;
import dev.rekey.model.incident.CredentialAnswer;
import dev.rekey.model.incident.Living;
import dev.rekey.model.incident.Reach;
import dev.rekey.model.incident.ResponseRequest;
import dev.rekey.model.rotation.Fact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a response does about one credential. Each may be done twice. */
final class CredentialResponse {
  /** More old values than these are not tried: each was refused and proven so when it was new. */
  private static final int VERSIONS_TRIED = 4;

  private final Ports ports;
  private final Proofs proofs;
  private final Escrow escrow;

  CredentialResponse(Ports ports) {
    this.ports = ports;
    this.proofs = Proofs.of(ports);
    this.escrow = Escrow.of(ports);
  }

  CredentialAnswer answer(ResponseRequest request, Affected affected) {
    SecretId secret = affected.credential().secret();
    Subject<?> subject = ports.subjects().of(affected.credential());
    Optional<Login> kept =
        affected.recovered().map(version -> escrow.value(secret, version, "spare the new one"));
    return switch (request.call()) {
      case SNAPSHOT -> CredentialAnswer.Seen.of(secret, snapshot(subject, secret));
      case CONTAIN -> CredentialAnswer.Seen.of(secret, contain(subject, secret, kept));
      case ENUMERATE ->
          new CredentialAnswer.Seen(
              secret, List.of(), living(subject, affected, kept), List.of(), Optional.empty());
      case PROVE -> CredentialAnswer.Seen.of(secret, prove(subject, affected, kept));
      case HUNT -> hunt(subject, secret, request.since());
      case REACH -> reach(subject, secret, request.since());
    };
  }

  private List<Fact> snapshot(Subject<?> subject, SecretId secret) {
    List<Fact> facts = new ArrayList<>();
    ports
        .store()
        .labels(secret)
        .forEach((stage, version) -> facts.add(proofs.fact(stage + " " + version, "the store")));
    Login current = escrow.value(secret, escrow.current(secret), "look before containment");
    subject.sessions(current, Instant.MAX).stream()
        .map(user -> proofs.fact(user.sentence(), subject.watched()))
        .forEach(facts::add);
    return facts;
  }

  private List<Fact> contain(Subject<?> subject, SecretId secret, Optional<Login> kept) {
    Login known = escrow.value(secret, escrow.current(secret), "contain");
    return subject.contain(known, kept).stream()
        .map(what -> proofs.fact(what, subject.spec().target()))
        .toList();
  }

  private List<Living> living(Subject<?> subject, Affected affected, Optional<Login> kept) {
    List<Login> known =
        leaked(affected.credential().secret(), affected.recovered()).map(Known::login).toList();
    return subject.living(known, kept).stream().sorted().toList();
  }

  /** Both facts: no leaked value logs in anywhere, and nothing that was opened with one acts. */
  private List<Fact> prove(Subject<?> subject, Affected affected, Optional<Login> kept) {
    SecretId secret = affected.credential().secret();
    List<Fact> facts = new ArrayList<>();
    leaked(secret, affected.recovered())
        .forEach(
            one ->
                facts.addAll(
                    proofs.refused(
                        subject, one.login(), "value of version " + one.version() + " refused")));
    living(subject, affected, kept).stream()
        .findFirst()
        .ifPresent(
            alive -> {
              throw new StepFailedException(FailureCode.STILL_ACCEPTED, alive.sentence());
            });
    facts.add(proofs.fact("nothing opened with it acts any more", subject.spec().target()));
    return facts;
  }

  private record Known(VersionId version, Login login) {}

  /** What the store has, the newest first, but for what replaced it. */
  private Stream<Known> leaked(SecretId secret, Optional<VersionId> recovered) {
    return ports.store().versions(secret).stream()
        .filter(version -> recovered.filter(version::equals).isEmpty())
        .limit(VERSIONS_TRIED)
        .flatMap(
            version ->
                ports.store().read(secret, version, Reader.rekey("prove it refused")).stream()
                    .map(login -> new Known(version, login)));
  }

  private static CredentialAnswer hunt(Subject<?> subject, SecretId secret, Instant since) {
    return new CredentialAnswer.Seen(
        secret, List.of(), List.of(), subject.hunt(since), Optional.empty());
  }

  private CredentialAnswer reach(Subject<?> subject, SecretId secret, Instant since) {
    Reach reach = subject.reach(since);
    List<String> could = new ArrayList<>(reach.could());
    List<Consumer> consumers = ports.consumers().of(secret);
    could.add(
        consumers.isEmpty()
            ? "nobody is registered as its consumer"
            : "it stops " + consumers.stream().map(one -> one.id().value()).toList());
    return new CredentialAnswer.Seen(
        secret,
        List.of(),
        List.of(),
        List.of(),
        Optional.of(new Reach(could, reach.did(), reach.users(), reach.reached())));
  }
}
