package dev.rekey.console.demo;

import dev.rekey.console.api.RotationHistory;
import dev.rekey.console.api.RotationStarted;
import dev.rekey.console.api.RunningRotation;
import dev.rekey.console.api.StepHistory;
import dev.rekey.console.cli.CommandFailure;
import dev.rekey.console.cli.DoorClient;
import dev.rekey.console.embedded.EnvironmentException;
import dev.rekey.model.credential.VersionId;
import dev.rekey.model.rotation.Fact;
import dev.rekey.model.rotation.RotationProgress;
import dev.rekey.model.rotation.RotationState;
import dev.rekey.model.rotation.UserOfOld;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Looks at one rotation through the door, and tells each new thing once. */
final class Watch {
  private static final Duration PAUSE = Duration.ofMillis(150);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int VERSION_DIGITS = 8;

  private final DoorClient door;
  private final Timeline timeline;
  private final String secret;
  private final Set<String> told = new HashSet<>();
  private final Set<VersionId> before;

  /** Watches the next rotation of a credential. */
  Watch(DoorClient door, Timeline timeline, String secret) {
    this.door = door;
    this.timeline = timeline;
    this.secret = secret;
    this.before = history("20").stream().map(RotationHistory::version).collect(Collectors.toSet());
  }

  /** Tells that it was ordered. */
  void started(RotationStarted started) {
    timeline.tell("start", "rotation of " + started.secret() + " is under way");
  }

  /**
   * Watches until the ledger knows something of the rotation.
   *
   * @throws EnvironmentException if that does not come
   */
  RotationHistory until(Predicate<RotationHistory> reached) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      Optional<RotationHistory> seen = look();
      if (seen.filter(reached).isPresent()) {
        return seen.get();
      }
      pause();
    }
    throw new EnvironmentException("The rotation did not get on within a minute; " + last());
  }

  private String last() {
    return look().map(seen -> "it is " + seen.outcome()).orElse("it never began");
  }

  private Optional<RotationHistory> look() {
    List<RunningRotation> running = running();
    Optional<RotationHistory> ours = ours(); // read later, so the state lies between its steps
    ours.ifPresent(seen -> seen.steps().stream().filter(Watch::beforeGate).forEach(this::tell));
    running.forEach(each -> tell(each.progress()));
    ours.ifPresent(seen -> seen.steps().forEach(this::tell));
    return ours;
  }

  /** The rotation as the ledger knows it, which needs no worker. */
  Optional<RotationHistory> inLedger() {
    Optional<RotationHistory> ours = ours();
    ours.ifPresent(seen -> seen.steps().forEach(this::tell));
    return ours;
  }

  private Optional<RotationHistory> ours() {
    return history("5").stream().filter(each -> !before.contains(each.version())).findFirst();
  }

  private static boolean beforeGate(StepHistory step) {
    return step.step().equals("CREATE") || step.step().equals("DEPLOY");
  }

  /** The rotation as its workflow tells it, which needs a worker. */
  private List<RunningRotation> running() {
    try {
      return door.list("/v1/rotations", Map.of("secret", secret), RunningRotation.class);
    } catch (CommandFailure e) { // none is there yet to answer
      return List.of();
    }
  }

  private List<RotationHistory> history(String limit) {
    return door.list(
        "/v1/history", Map.of("secret", secret, "limit", limit), RotationHistory.class);
  }

  private void tell(StepHistory step) {
    for (Fact fact : step.facts()) {
      if (told.add(step.step() + fact.what() + fact.where())) {
        timeline.tell(step.step().toLowerCase(Locale.ROOT), fact.what() + " (" + where(fact) + ")");
      }
    }
  }

  private static String where(Fact fact) {
    boolean version = fact.where().matches("[0-9a-f]{8}-[0-9a-f-]{27}");
    return version ? "version " + fact.where().substring(0, VERSION_DIGITS) : fact.where();
  }

  private void tell(RotationProgress progress) {
    if (!progress.users().isEmpty()) {
      once("verify", "still on the old one: " + users(progress.users()));
    } else if (progress.state() == RotationState.DRAINING) {
      once("verify", "nobody uses the old one any more; watching that for the drain time");
    } else if (progress.state() == RotationState.STUCK) {
      once("stuck", "a step keeps failing and is tried again");
    }
  }

  private static String users(List<UserOfOld> users) {
    long sessions = users.stream().filter(UserOfOld.OpenSession.class::isInstance).count();
    String others =
        users.stream()
            .filter(user -> !(user instanceof UserOfOld.OpenSession))
            .map(Watch::brief)
            .collect(Collectors.joining("; "));
    String open = sessions == 0 ? "" : sessions + (sessions == 1 ? " session" : " sessions");
    return others.isEmpty() || open.isEmpty() ? others + open : open + "; " + others;
  }

  private static String brief(UserOfOld user) {
    return switch (user) {
      case UserOfOld.ConsumerBehind behind ->
          "consumer " + behind.consumer() + " has not acknowledged the new one";
      case UserOfOld.OpenSession open -> open.sentence();
      case UserOfOld.UnknownReader reader -> reader.sentence();
      case UserOfOld.LateLog late -> late.sentence();
      case UserOfOld.KeyUse use -> use.sentence();
      case UserOfOld.KeyCaller caller -> caller.sentence();
      case UserOfOld.EncryptedUnder stored -> stored.sentence();
      case UserOfOld.EndpointBehind endpoint -> endpoint.sentence();
    };
  }

  private void once(String phase, String what) {
    if (told.add(what)) {
      timeline.tell(phase, what);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EnvironmentException("Interrupted");
    }
  }
}
