package dev.rekey.console.cli;

import dev.rekey.console.api.RolloverWish;
import dev.rekey.console.api.RolloverWord;
import dev.rekey.model.Word;
import dev.rekey.model.rollover.RolloverEntry;
import dev.rekey.model.rollover.RolloverOrder;
import dev.rekey.model.rollover.RolloverQuestion;
import dev.rekey.model.rollover.RolloverView;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rekey authority rollover ...}: one authority in the place of another. */
@Command(
    name = "rollover",
    description = "One authority in the place of another, without an outage.",
    subcommands = {
      RolloverCommands.Start.class,
      RolloverCommands.Status.class,
      RolloverCommands.Approve.class,
      RolloverCommands.Withdraw.class
    })
final class RolloverCommands {
  private static final String ROLLOVERS = "/v1/authorities/rollovers";

  /** {@code rekey authority rollover start}. */
  @Command(
      name = "start",
      description = {
        "Has both believed, re-issues every certificate, then has the old one believed no more.",
        "What cannot be undone waits for a second person."
      })
  static final class Start extends ClientCommand {
    @Parameters(paramLabel = "NAME", description = "The authority; its name stays.")
    String name = "";

    @Option(
        names = "--to",
        required = true,
        paramLabel = "NAME",
        description = "The known authority that is to certify in its place.")
    String successor = "";

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
    String reason = "";

    @Option(
        names = "--compromised",
        description = "Others may have its key: it certifies nothing any more from the start.")
    boolean compromised;

    @Option(
        names = "--parent",
        paramLabel = "NAME",
        description = "The known authority that certified the compromised one, and revokes that.")
    Optional<String> parent = Optional.empty();

    @Option(
        names = "--first",
        paramLabel = "NAME",
        description = "A credential that is re-issued before all others. May be repeated.")
    List<String> first = new ArrayList<>();

    @Override
    ExitCode run() {
      RolloverWish wish =
          new RolloverWish(
              name,
              successor,
              compromised,
              reason,
              parent,
              first.stream().map(Known::secret).toList());
      RolloverOrder order = options.door().post(ROLLOVERS, Map.of(), wish, RolloverOrder.class);
      print(order, out -> out.println("The rollover of " + name + " has begun."));
      tell("Follow it with: rekey authority rollover status " + name);
      return ExitCode.DONE;
    }
  }

  /** {@code rekey authority rollover status}. */
  @Command(name = "status", description = "Where it stands, whom it waits for, what happened.")
  static final class Status extends ClientCommand {
    @Parameters(paramLabel = "NAME", description = "The authority.")
    String name = "";

    @Override
    ExitCode run() {
      RolloverView view =
          options.door().get(ROLLOVERS, Map.of("authority", name), RolloverView.class);
      print(view, out -> show(view, out));
      return ExitCode.DONE;
    }
  }

  /** {@code rekey authority rollover approve}. */
  @Command(
      name = "approve",
      description = "A second person agrees to what it asks: see its status.")
  static final class Approve extends ClientCommand {
    @Parameters(index = "0", paramLabel = "NAME", description = "The authority.")
    String name = "";

    @Parameters(
        index = "1",
        paramLabel = "WHAT",
        description = "stop-issuance or remove-old-trust.")
    String what = "";

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
    String reason = "";

    @Override
    ExitCode run() {
      return say(this, "/approvals", new RolloverWord(name, Optional.of(question(what)), reason));
    }
  }

  /** {@code rekey authority rollover withdraw}. */
  @Command(
      name = "withdraw",
      description = "Goes back to the old authority, before the new one certifies.")
  static final class Withdraw extends ClientCommand {
    @Parameters(paramLabel = "NAME", description = "The authority.")
    String name = "";

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
    String reason = "";

    @Override
    ExitCode run() {
      return say(this, "/withdrawals", new RolloverWord(name, Optional.empty(), reason));
    }
  }

  private static ExitCode say(ClientCommand command, String where, RolloverWord word) {
    RolloverView view =
        command.options.door().post(ROLLOVERS + where, Map.of(), word, RolloverView.class);
    command.print(view, out -> show(view, out));
    return ExitCode.DONE;
  }

  private static RolloverQuestion question(String word) {
    for (RolloverQuestion one : RolloverQuestion.values()) {
      if (Word.of(one).equals(word)) {
        return one;
      }
    }
    throw CommandFailure.usage("What can be agreed to is stop-issuance and remove-old-trust");
  }

  private static void show(RolloverView view, PrintWriter out) {
    out.println(
        view.order().authority()
            + " to "
            + view.order().successor()
            + ": "
            + view.phase().map(Word::of).orElse("not begun")
            + ", "
            + Word.of(view.state()));
    view.question()
        .ifPresent(
            question ->
                out.println(
                    "It takes a second person to agree "
                        + question.words()
                        + ": rekey authority rollover approve "
                        + view.order().authority()
                        + " "
                        + Word.of(question)
                        + " --reason TEXT"));
    view.obstacles().forEach(one -> out.println("waits: " + one.sentence()));
    for (RolloverEntry line : view.timeline()) {
      out.println(line.at() + "  " + line.by() + ": " + line.text());
    }
  }
}
