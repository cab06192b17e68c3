package dev.rekey.activities.rollover;

import dev.rekey.activities.authority.Authorities;
import dev.rekey.activities.authority.own.InMemoryRegister;
import dev.rekey.activities.authority.own.OwnAuthority;
import dev.rekey.activities.authority.succession.Succession;
import dev.rekey.activities.inventory.Inventory;
import dev.rekey.activities.ledger.Ledger;
import dev.rekey.activities.ledger.LedgerCredentialLock;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.target.certificate.TlsCertificateTarget;
import dev.rekey.activities.testing.InMemoryConsumers;
import dev.rekey.activities.testing.InMemorySecretStore;
import dev.rekey.activities.testing.ScriptedDelivery;
import dev.rekey.model.consumer.Consumer;
import dev.rekey.model.consumer.ConsumerId;
import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.credential.SigningAuthority;
import dev.rekey.model.credential.TlsCertificate;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.incident.Affected;
import dev.rekey.model.incident.CredentialAnswer;
import dev.rekey.model.incident.IncidentId;
import dev.rekey.model.incident.ResponseCall;
import dev.rekey.model.incident.ResponseReply;
import dev.rekey.model.incident.ResponseRequest;
import dev.rekey.model.rollover.RolloverOrder;
import dev.rekey.model.rollover.RolloverPhase;
import dev.rekey.model.rollover.RolloverReply;
import dev.rekey.model.rollover.RolloverRequest;
import dev.rekey.model.rollover.TrustBundle;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Authorities, one of which is lost, and a response that asks about it. */
final class LostWorld {
  static final InstantSource CLOCK = InstantSource.system();
  static final IncidentId INCIDENT = new IncidentId("INC-0123456789AB");
  static final SigningAuthority OLD =
      SigningAuthority.of("old", "new", Optional.empty(), List.of());

  final InMemorySecretStore store = new InMemorySecretStore();
  final InMemoryConsumers consumers = new InMemoryConsumers();
  final ScriptedDelivery delivery = new ScriptedDelivery();
  final Map<String, InMemoryRegister> registers = new HashMap<>();
  final Inventory inventory;
  private final RolloverSteps steps;

  LostWorld(Ledger ledger, Map<String, Authorities.Maker> besides) {
    Map<String, Authorities.Maker> kinds = new HashMap<>(besides);
    kinds.put(
        OwnAuthority.KIND, (name, login) -> new OwnAuthority(name, login, register(name), CLOCK));
    inventory = new Inventory(ledger);
    consumers.register(
        new Consumer.FilePush(
            new ConsumerId("shop"), TrustBundle.of("old"), "erin", "/roots.pem", List.of()));
    steps =
        new RolloverSteps(
            ledger,
            store,
            consumers,
            delivery,
            new TlsCertificateTarget(new Authorities(kinds), CLOCK, Duration.ofSeconds(5)),
            new LedgerCredentialLock(ledger),
            CLOCK);
  }

  InMemoryRegister register(String name) {
    return registers.computeIfAbsent(name, one -> new InMemoryRegister());
  }

  /** One of Rekey's own. */
  LostWorld own(String name) {
    return known(name, OwnAuthority.make(name, URI.create("http://127.0.0.1:1"), CLOCK));
  }

  LostWorld known(String name, Login login) {
    store.create(
        TlsCertificate.authoritySecret(name),
        new VersionId(name + "-0000-0000-0000-0000-0000-000000000000"),
        login);
    return this;
  }

  CredentialAnswer answer(ResponseCall call, CredentialSpec about, String... values) {
    ResponseReply reply =
        steps.answer(
            new ResponseRequest(
                call,
                INCIDENT,
                List.of(new Affected(about, Optional.empty(), List.of(values))),
                Instant.EPOCH));
    return ((ResponseReply.Answered) reply).answers().getFirst();
  }

  CredentialAnswer.Seen seen(ResponseCall call, String... values) {
    return (CredentialAnswer.Seen) answer(call, OLD, values);
  }

  List<String> facts(ResponseCall call) {
    return seen(call).facts().stream().map(one -> one.what() + " at " + one.where()).toList();
  }

  RolloverReply run(RolloverRequest request) {
    return steps.run(request);
  }

  void enter(RolloverPhase phase) {
    steps.run(new RolloverRequest.Enter(order(), phase));
  }

  static RolloverOrder order() {
    return RolloverOrder.of(OLD, INCIDENT);
  }

  Succession standing() {
    return Succession.of("old", new KnownAuthorities(store).of("old"));
  }
}
