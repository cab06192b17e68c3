package dev.rekey.console.demo;

import dev.rekey.console.api.ConsumerRegistered;
import dev.rekey.console.api.ConsumerRegistration;
import dev.rekey.console.api.CredentialView;
import dev.rekey.console.api.Enrolment;
import dev.rekey.console.api.RotationHistory;
import dev.rekey.console.api.RotationOrder;
import dev.rekey.console.api.RotationStarted;
import dev.rekey.console.cli.DoorClient;
import dev.rekey.console.embedded.EnvironmentException;
import dev.rekey.consumer.RekeyClient;
import dev.rekey.model.consumer.Consumer;
import dev.rekey.model.consumer.ConsumerId;
import dev.rekey.model.credential.PasswordPolicy;
import dev.rekey.model.credential.PostgresStrategy;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.Tier;
import dev.rekey.model.inventory.CredentialRecord;
import dev.rekey.model.policy.RotationPolicy;
import dev.rekey.model.rotation.RotationReason;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Enrol, put under load, rotate, rotate once more with a killed worker, sum up. */
final class Play {
  private static final SecretId SECRET = new SecretId("orders/db");
  private static final String CONSUMER = "checkout";
  private static final Duration DRAIN = Duration.ofSeconds(3);
  private static final int WARM = 500;

  private final Stage stage;
  private final Timeline timeline;
  private final DoorClient door;
  private final String owner = System.getProperty("user.name");
  private int rotations;
  private boolean oldRefused = true;
  private boolean converged;
  private Optional<Double> contained = Optional.empty();

  Play(Stage stage, Timeline timeline) {
    this.stage = stage;
    this.timeline = timeline;
    this.door = new DoorClient(stage.runtime().url(), stage.runtime().ownerToken());
  }

  /** Plays all of it, and tells how it went. */
  DemoResult run() {
    enrol();
    String token = register();
    try (RekeyClient copier = RekeyClient.of(stage.runtime().url(), token)) {
      Workload worked = rotateUnderLoad(copier, token);
      OldLogin leaked = OldLogin.copy(stage.database().url(), copier);
      contained = new Leak(door, timeline, SECRET).play(leaked);
      return sum(worked);
    }
  }

  /** The workload has ended when this returns: containment would cut off its logins as well. */
  private Workload rotateUnderLoad(RekeyClient copier, String token) {
    try (Workload workload =
        Workload.start(stage.database().url(), RekeyClient.of(stage.runtime().url(), token))) {
      await(workload, WARM);
      timeline.tell(
          "workload", Workload.THREADS + " threads query without pause through a HikariCP pool");
      rotate(copier, workload);
      rotateWithKill(copier, workload);
      await(workload, workload.queries() + WARM); // the new login still works
      return workload;
    }
  }

  private void enrol() {
    PostgresUser credential =
        new PostgresUser(
            SECRET,
            List.of(stage.database().endpoint()),
            new SecretId("rotator/orders"),
            PostgresStrategy.AlternatingUsers.of(DemoDatabase.ORDERS),
            PasswordPolicy.DEFAULT);
    CredentialRecord record = new CredentialRecord(credential, owner, Tier.HIGH, policy());
    door.post(
        "/v1/credentials",
        Map.of(),
        new Enrolment(record, Optional.empty(), Optional.of(stage.database().rotator())),
        CredentialView.class);
    timeline.tell("enrolled", SECRET + ": two users take turns in the group role orders");
  }

  private static RotationPolicy policy() {
    RotationPolicy usual = RotationPolicy.DEFAULT;
    return new RotationPolicy(
        usual.maxAge(),
        usual.schedule(),
        usual.zone(),
        usual.windows(),
        usual.jitter(),
        usual.freezes(),
        DRAIN,
        usual.gateDeadline(),
        usual.stepDeadline());
  }

  private String register() {
    Consumer consumer = new Consumer.Pull(new ConsumerId(CONSUMER), SECRET, owner);
    return door.post(
            "/v1/consumers", Map.of(), new ConsumerRegistration(consumer), ConsumerRegistered.class)
        .token()
        .orElseThrow(() -> new EnvironmentException("The door gave the workload no token"));
  }

  private void rotate(RekeyClient copier, Workload workload) {
    timeline.chapter("First rotation, while the service works");
    OldLogin old = OldLogin.copy(stage.database().url(), copier);
    Watch watch = order();
    RotationHistory end = watch.until(seen -> !running(seen));
    ended(end, old, workload);
  }

  private void rotateWithKill(RekeyClient copier, Workload workload) {
    timeline.chapter("Second rotation, with the worker killed in the middle");
    OldLogin old = OldLogin.copy(stage.database().url(), copier);
    Watch watch = order();
    watch.until(seen -> seen.steps().stream().anyMatch(step -> step.step().equals("DEPLOY")));
    boolean unfinished = killWorker(workload, watch);
    RotationHistory end = watch.until(seen -> !running(seen));
    converged = ended(end, old, workload) && unfinished;
  }

  private Watch order() {
    Watch watch = new Watch(door, timeline, SECRET.value());
    watch.started(
        door.post(
            "/v1/rotations",
            Map.of(),
            new RotationOrder(SECRET, RotationReason.REQUESTED, false),
            RotationStarted.class));
    return watch;
  }

  /** Whether the rotation was still unfinished when no worker was there. */
  private boolean killWorker(Workload workload, Watch watch) {
    timeline.tell("kill", stage.worker().kill());
    await(workload, workload.queries() + WARM);
    boolean unfinished = watch.inLedger().filter(Play::running).isPresent();
    timeline.tell("workload", "goes on meanwhile: " + number(workload.queries()) + " queries");
    stage.worker().restart();
    timeline.tell("restart", stage.worker().name() + " starts and takes over");
    return unfinished;
  }

  private static boolean running(RotationHistory seen) {
    return seen.outcome().equals("running");
  }

  private boolean ended(RotationHistory end, OldLogin old, Workload workload) {
    boolean rotated = end.outcome().equals("rotated");
    Optional<String> refusal = old.refusal();
    boolean refused = refusal.filter(state -> state.startsWith("28")).isPresent();
    rotations += rotated ? 1 : 0;
    oldRefused &= refused;
    timeline.tell(
        "proof",
        refused
            ? "the old password of %s is refused (SQLSTATE %s)"
                .formatted(old.identity(), refusal.orElseThrow())
            : "THE OLD PASSWORD of " + old.identity() + " IS NOT REFUSED");
    timeline.tell(rotated ? "rotated" : end.outcome(), failures(workload));
    return rotated && refused;
  }

  private static String failures(Workload workload) {
    return "authentication failures seen by the workload: %d (in %s queries)"
        .formatted(workload.authFailures(), number(workload.queries()));
  }

  private DemoResult sum(Workload workload) {
    DemoResult result =
        new DemoResult(
            rotations,
            workload.queries(),
            workload.authFailures(),
            workload.otherFailures(),
            oldRefused,
            converged,
            contained,
            timeline.seconds());
    Summary.tell(result, timeline);
    return result;
  }

  private static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private static void await(Workload workload, long queries) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (workload.queries() < queries) {
      if (System.nanoTime() > end) {
        throw new EnvironmentException(
            "The demo's workload does not get on: "
                + workload.authFailures()
                + " refused logins, "
                + workload.otherFailures()
                + " other failures");
      }
      pause();
    }
  }

  /** Rests for a moment. */
  static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EnvironmentException("Interrupted");
    }
  }
}
