package dev.rekey.console.cli;

import dev.rekey.console.api.RotationHistory;
import dev.rekey.console.api.RunningRotation;
import dev.rekey.console.api.Status;
import dev.rekey.console.api.SweepOrder;
import dev.rekey.console.api.SweepResult;
import dev.rekey.model.inventory.Expiry;
import dev.rekey.model.rotation.Fact;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How things stand, what was done, and what is due. */
final class ReportCommands {
  private ReportCommands() {}

  /** {@code rekey status}. */
  @Command(name = "status", description = "How many credentials are due, breached, stuck.")
  static final class Now extends ClientCommand {
    @Option(
        names = "--fail-on-breach",
        description = "End with 1 if a credential is past its maximum age.")
    boolean failOnBreach;

    @Option(
        names = "--stuck",
        description = "All rotations that are stuck or blocked: why, since when, what to do.")
    boolean stuck;

    @Override
    ExitCode run() {
      if (stuck) {
        return standing();
      }
      Status status = options.door().get("/v1/status", Map.of(), Status.class);
      print(status, out -> sentences(status, out));
      return failOnBreach && status.breached() > 0 ? ExitCode.REFUSED : ExitCode.DONE;
    }

    private ExitCode standing() {
      List<RunningRotation> rotations =
          options
              .door()
              .list("/v1/rotations", Map.of("state", "STUCK,BLOCKED"), RunningRotation.class);
      print(
          rotations,
          out -> {
            out.println(
                rotations.isEmpty()
                    ? "Nothing is stuck."
                    : "Rotations that stand still: " + rotations.size());
            Standstill.print(rotations, Instant.now(), out);
          });
      return ExitCode.DONE;
    }

    private static void sentences(Status status, PrintWriter out) {
      out.printf(
          Locale.ROOT,
          "%d credentials, %.1f %% within their maximum age%n",
          status.credentials(),
          status.compliancePercent());
      out.printf(
          "overdue %d, breached %d, rotating %d, blocked %d, stuck %d%n",
          status.overdue(), status.breached(), status.rotating(), status.blocked(), status.stuck());
      out.println(status.temporal() + (status.durable() ? "" : " (NOT durable)"));
      waiting(status, out);
      expiring(status, Instant.now(), out);
      Standstill.print(status.standing(), Instant.now(), out);
      int more = status.blocked() + status.stuck() - status.standing().size();
      if (more > 0) {
        out.println();
        out.println(more + " more; 'rekey status --stuck' shows all.");
      }
    }

    private static void remediations(Status.Remediations exercises, PrintWriter out) {
      if (exercises.open() > 0) {
        out.println(
            "exercises: "
                + exercises.open()
                + " to be done, "
                + exercises.overdue()
                + " overdue; 'rekey remediations' lists them.");
      }
    }

    private static void expiring(Status status, Instant now, PrintWriter out) {
      for (Expiry one : status.expiring()) {
        out.printf(
            "certificate of %s %s %s (owner %s): %s%n",
            one.secret(),
            one.end().isAfter(now) ? "ends" : "ended",
            Say.until(one.end(), now),
            one.owner(),
            one.why());
      }
    }

    private static void waiting(Status status, PrintWriter out) {
      if (status.openSignals() > 0) {
        out.println(
            status.openSignals()
                + (status.openSignals() == 1 ? " signal waits" : " signals wait")
                + " for a person; 'rekey signals' lists them.");
      }
      if (status.rejectedReports() > 0) {
        out.println(
            status.rejectedReports()
                + (status.rejectedReports() == 1 ? " message" : " messages")
                + " had no good signature; 'rekey intake list' says to whom.");
      }
      remediations(status.remediations(), out);
      if (!status.unserved().isEmpty()) {
        out.println(
            "nobody is told: no channel for "
                + String.join(", ", status.unserved())
                + "; see 'rekey channel add --help'.");
      }
    }
  }

  /** {@code rekey history}. */
  @Command(name = "history", description = "What was rotated, when, why, and what each step saw.")
  static final class Past extends ClientCommand {
    @Parameters(arity = "0..1", paramLabel = "NAME", description = "Only of this credential.")
    @Nullable String name;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many (default: 20).")
    int limit = 20;

    @Override
    ExitCode run() {
      DoorClient door = options.door();
      Map<String, String> query = new LinkedHashMap<>(Texts.query("secret", name));
      query.put("limit", Integer.toString(limit));
      String wanted = name == null ? "" : name;
      List<RotationHistory> rotations =
          new Known(door)
              .helping(wanted, () -> door.list("/v1/history", query, RotationHistory.class));
      print(rotations, out -> table(rotations, out));
      return ExitCode.DONE;
    }

    private void table(List<RotationHistory> rotations, PrintWriter out) {
      Table table =
          new Table("STARTED", "CREDENTIAL", "REASON", "BY", "OUTCOME", "TOOK", "VERSION", "WHY");
      for (RotationHistory rotation : rotations) {
        table.row(
            Say.time(rotation.startedAt()),
            rotation.secret().value(),
            Say.word(rotation.reason()),
            rotation.requestedBy(),
            rotation.outcome(),
            Say.took(rotation.startedAt(), rotation.endedAt()),
            Say.brief(rotation.version()),
            Standstill.why(rotation).orElse(""));
      }
      table.print(out, "Nothing was rotated yet.");
      if (name != null && !rotations.isEmpty()) {
        rotations.getFirst().advice().ifPresent(out::println);
        facts(rotations.getFirst(), out);
      }
    }

    private static void facts(RotationHistory newest, PrintWriter out) {
      out.println();
      Table table = new Table("AT", "STEP", "SEEN", "WHERE");
      newest
          .steps()
          .forEach(
              step -> {
                for (Fact fact : step.facts()) {
                  table.row(Say.time(fact.at()), step.step(), fact.what(), fact.where());
                }
              });
      table.print(out, "No step was done yet.");
    }
  }

  /** {@code rekey sweep}. */
  @Command(name = "sweep", description = "Rotates what is due now, the riskiest first.")
  static final class Due extends ClientCommand {
    @Option(names = "--dry-run", description = "Only say what is due.")
    boolean dryRun;

    @Override
    ExitCode run() {
      SweepResult result =
          options.door().post("/v1/sweeps", Map.of(), new SweepOrder(dryRun), SweepResult.class);
      Table table = new Table("CREDENTIAL", "TIER", "OWNER", "HARD DEADLINE");
      result
          .due()
          .forEach(
              due ->
                  table.row(
                      due.request().credential().secret().value(),
                      Say.word(due.tier()),
                      due.owner(),
                      Say.time(due.hardDeadline())));
      print(result, out -> table.print(out, "Nothing is due."));
      if (dryRun) {
        return ExitCode.DONE;
      }
      tell(
          result.finished()
              ? "started %d, running already %d, not startable %d"
                  .formatted(result.started(), result.joined(), result.failed())
              : "The sweep goes on; 'rekey status' shows how far it is.");
      return result.finished() ? ExitCode.DONE : ExitCode.UNFINISHED;
    }
  }
}
