package dev.rekey.console.cli;

import dev.rekey.console.api.IncidentDeclaration;
import dev.rekey.console.api.IncidentDeclared;
import dev.rekey.console.api.IncidentStanding;
import dev.rekey.console.api.RotationHistory;
import dev.rekey.console.api.RotationOrder;
import dev.rekey.console.api.RotationPlan;
import dev.rekey.console.api.RotationStarted;
import dev.rekey.model.rotation.RotationReason;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rekey rotate}: now. */
@Command(name = "rotate", description = "Rotates a credential now, and waits for the end.")
final class RotateCommand extends ClientCommand {
  @Parameters(paramLabel = "NAME", description = "The secret's name.")
  String name = "";

  @Option(
      names = "--compromised",
      description = {
        "Its value is known to others: declares an incident, which contains and replaces it.",
        "With more to say, use 'rekey incident declare'."
      })
  boolean compromised;

  @Option(
      names = "--reconcile",
      description = "It was changed at the target (DRIFTED): overwrite that with a new version.")
  boolean reconcile;

  @Option(names = "--dry-run", description = "Only say what would happen, and who uses it now.")
  boolean dryRun;

  @Option(
      names = "--wait",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Wait for the end and show how it goes (default); --no-wait only starts it.")
  boolean wait;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      converter = Texts.ToDuration.class,
      description = "How long to wait (default: 15m). The rotation goes on afterwards.")
  Duration timeout = Duration.ofMinutes(15);

  @Override
  ExitCode run() {
    DoorClient door = options.door();
    RotationOrder order = new RotationOrder(Known.secret(name), reason(), dryRun);
    Known known = new Known(door);
    if (compromised && !dryRun) {
      return declare(door, known);
    }
    if (dryRun) {
      return plan(known.helping(name, () -> order(door, order, RotationPlan.class)));
    }
    Instant asked = Instant.now();
    RotationStarted started = known.helping(name, () -> order(door, order, RotationStarted.class));
    tell(
        started.joined()
            ? "A rotation of " + name + " runs already; this order joins it."
            : "The rotation of " + name + " has begun.");
    if (!wait) {
      print(started, out -> out.println(started.workflowId()));
      return ExitCode.DONE;
    }
    return finish(new RotationWatch(door, started, asked, this::tell).until(timeout));
  }

  private ExitCode declare(DoorClient door, Known known) {
    IncidentDeclaration declaration =
        new IncidentDeclaration(
            List.of(Known.secret(name)),
            "rekey rotate --compromised",
            Optional.empty(),
            Optional.empty());
    IncidentDeclared declared =
        known.helping(
            name, () -> door.post("/v1/incidents", Map.of(), declaration, IncidentDeclared.class));
    tell(declared.id() + (declared.joined() ? " has " + name + " already." : " is declared."));
    if (!wait || !declared.begun()) {
      print(declared, out -> out.println(declared.id()));
      return declared.begun() ? ExitCode.DONE : ExitCode.UNFINISHED;
    }
    return follow(door, declared.id());
  }

  private ExitCode follow(DoorClient door, String incident) {
    IncidentStanding end =
        new IncidentWatch(door, incident, this::tell)
            .until(timeout)
            .orElseThrow(
                () ->
                    new CommandFailure(
                        ExitCode.UNFINISHED,
                        "UNFINISHED",
                        "What leaked is not replaced yet",
                        "It goes on; see 'rekey incident show " + incident + "'."));
    print(end, out -> out.println(name + " is contained and replaced (" + end.id() + ")."));
    tell("It stays open until its cause is on record: rekey incident show " + end.id());
    return ExitCode.DONE;
  }

  private RotationReason reason() {
    if (compromised) {
      return RotationReason.COMPROMISED;
    }
    return reconcile ? RotationReason.RECONCILE : RotationReason.REQUESTED;
  }

  private static <T> T order(DoorClient door, RotationOrder order, Class<T> answer) {
    return door.post("/v1/rotations", Map.of(), order, answer);
  }

  private ExitCode plan(RotationPlan plan) {
    print(plan, out -> explain(plan, out));
    return plan.possible() ? ExitCode.DONE : ExitCode.WOULD_FAIL;
  }

  private static void explain(RotationPlan plan, PrintWriter out) {
    int number = 1;
    for (String step : plan.steps()) {
      out.println(number++ + ". " + step);
    }
    out.println("must acknowledge: " + Say.list(plan.mustAcknowledge()));
    plan.usersNow().forEach(user -> out.println("uses it now: " + user));
    plan.obstacles().forEach(obstacle -> out.println("would stop: " + obstacle));
    out.println(plan.possible() ? "Nothing was changed." : "It would not come to its end.");
  }

  private ExitCode finish(RotationWatch.End end) {
    RotationHistory history = end.history();
    if (history == null) {
      throw new CommandFailure(
          ExitCode.UNFINISHED,
          "UNFINISHED",
          "The rotation of " + name + " is not finished: " + end.last(),
          "It goes on; 'rekey rotate " + name + "' joins it again.");
    }
    print(history, out -> out.println(sentence(history)));
    history.advice().ifPresent(this::tell);
    return switch (history.outcome()) {
      case "rotated" -> ExitCode.DONE;
      case "unfinished" -> ExitCode.UNFINISHED;
      default -> ExitCode.REFUSED;
    };
  }

  private static String sentence(RotationHistory history) {
    String what = history.secret() + " is " + history.outcome();
    String took = Say.took(history.startedAt(), history.endedAt());
    String version = " (version " + Say.brief(history.version()) + ", " + took + ")";
    return what + version + Standstill.why(history).map(why -> ": " + why).orElse("");
  }
}
