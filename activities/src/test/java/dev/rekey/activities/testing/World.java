package dev.rekey.activities.testing;

import dev.rekey.activities.consumer.Consumers;
import dev.rekey.activities.consumer.Delivery;
import dev.rekey.activities.rotation.Ports;
import dev.rekey.activities.rotation.RotationLog;
import dev.rekey.activities.rotation.RotationSteps;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.store.AccessLog;
import dev.rekey.activities.store.InstalledStore;
import dev.rekey.activities.store.Reader;
import dev.rekey.activities.store.SecretStore;
import dev.rekey.model.consumer.Consumer;
import dev.rekey.model.consumer.ConsumerId;
import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.credential.VersionStage;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A credential, its target, store, ledger and two consumers, all in memory, behind a fault.
 *
 * @param <T> the kind's target
 */
public final class World<T extends TargetInMemory> {
  /** The version that is current when the world begins. */
  public static final VersionId FIRST = new VersionId("00000000-0000-0000-0000-000000000001");

  /** The consumer that pulls. */
  public static final ConsumerId ORDERS = new ConsumerId("orders");

  /** The consumer that gets a file. */
  public static final ConsumerId BATCH = new ConsumerId("batch");

  private final CredentialSpec spec;
  private final InMemorySecretStore store = new InMemorySecretStore();
  private final Optional<Faulty> other;
  private final InMemoryRotationLog log = new InMemoryRotationLog();
  private final InMemoryConsumers consumers = new InMemoryConsumers();
  private final ScriptedDelivery delivery = new ScriptedDelivery();
  private final T target;
  private Instant now = Instant.parse("2026-11-23T03:00:00Z");

  /** A world with a credential of this kind. */
  public World(T target) {
    this(target, Optional.empty());
  }

  /** The same with another store. */
  public World(T target, Faulty store) {
    this(target, Optional.of(store));
  }

  private World(T target, Optional<Faulty> other) {
    this.target = target;
    this.spec = target.spec();
    this.other = other;
    asItIs().create(spec.secret(), FIRST, target.first());
    consumers.register(new Consumer.Pull(ORDERS, spec.secret(), "ann@example.com"));
    consumers.acknowledge(ORDERS, spec.secret(), FIRST, now);
    register(BATCH);
    consumers.acknowledge(BATCH, spec.secret(), FIRST, now);
  }

  /** A store whose own calls a fault strikes. */
  @FunctionalInterface
  public interface Faulty {
    /** The one store, behind this fault. */
    InstalledStore behind(Striking.Fault fault);
  }

  private SecretStore asItIs() {
    return other.<SecretStore>map(faulty -> faulty.behind(Striking.NONE)).orElse(store);
  }

  /** A world with this PostgreSQL login. */
  public static World<InMemoryTarget> of(PostgresUser spec) {
    Login first =
        new Login(spec.identities().getFirst(), SecretValue.of("first-value-of-the-world"));
    return new World<>(new InMemoryTarget(spec, first));
  }

  /** The same with another store. */
  public static World<InMemoryTarget> of(PostgresUser spec, Faulty store) {
    Login first =
        new Login(spec.identities().getFirst(), SecretValue.of("first-value-of-the-world"));
    return new World<>(new InMemoryTarget(spec, first), store);
  }

  /** Registers another consumer of the credential: one that gets a file. */
  public void register(ConsumerId name) {
    consumers.register(
        new Consumer.FilePush(
            name, spec.secret(), "bob@example.com", "/srv/" + name + "/db.json", List.of()));
  }

  /** The steps, with the fault around every port. */
  public RotationSteps steps(Striking.Fault fault) {
    return new RotationSteps(ports(fault));
  }

  /** What the steps work with, with the fault around each. */
  public Ports ports(Striking.Fault fault) {
    InstantSource clock = clock();
    return new Ports(
        other
            .<SecretStore>map(faulty -> faulty.behind(fault))
            .orElseGet(() -> Striking.around(SecretStore.class, store, fault)),
        other
            .<AccessLog>map(faulty -> faulty.behind(fault))
            .orElseGet(() -> Striking.around(AccessLog.class, store, fault)),
        credential -> target.struck(fault, clock),
        Striking.around(Consumers.class, consumers, fault),
        new OneAtATime(Striking.around(Delivery.class, delivery, fault)),
        Striking.around(RotationLog.class, log, fault),
        World::atOnce,
        clock,
        time -> now = now.plus(time));
  }

  private static <T> T atOnce(Object secret, Supplier<T> work) {
    return work.get();
  }

  /** The time in this world. */
  public InstantSource clock() {
    return () -> now;
  }

  /** The consumer fetches what is current and acknowledges it. */
  public void consumerCatchesUp() {
    VersionId current = current();
    consumers.acknowledge(ORDERS, spec.secret(), current, now);
  }

  /** The clock is set to another time. */
  public void jumpTo(Instant instant) {
    now = instant;
  }

  /** What consumers get now. */
  public VersionId current() {
    return label(VersionStage.AWSCURRENT).orElseThrow();
  }

  /** Which version a label is on. */
  public Optional<VersionId> label(VersionStage stage) {
    return Optional.ofNullable(
        other
            .map(faulty -> faulty.behind(Striking.NONE).labels(spec.secret()))
            .orElseGet(() -> store.truth(spec.secret()))
            .get(stage));
  }

  /** Whether the target accepts this version. */
  public boolean accepts(VersionId version) {
    return asItIs()
        .read(spec.secret(), version, Reader.rekey("test"))
        .filter(target::accepts)
        .isPresent();
  }

  /** Which user a version logs in as. */
  public String identity(VersionId version) {
    return asItIs().read(spec.secret(), version, Reader.rekey("test")).orElseThrow().identity();
  }

  /** The target. */
  public T target() {
    return target;
  }

  /** The store. */
  public InMemorySecretStore store() {
    return store;
  }

  /** The ledger's memory. */
  public InMemoryRotationLog log() {
    return log;
  }

  /** How consumers are told. */
  public ScriptedDelivery delivery() {
    return delivery;
  }

  /** The registry of consumers. */
  public InMemoryConsumers consumers() {
    return consumers;
  }

  /** The credential. */
  public CredentialSpec spec() {
    return spec;
  }
}
