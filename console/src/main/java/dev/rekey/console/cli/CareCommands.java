package dev.rekey.console.cli;

import dev.rekey.console.api.CredentialView;
import dev.rekey.console.api.PolicyOrder;
import dev.rekey.console.api.Removal;
import dev.rekey.console.api.RemovalOrder;
import dev.rekey.model.policy.RotationPolicy;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How a credential is cared for, and giving it up. */
final class CareCommands {
  private CareCommands() {}

  /** {@code rekey credential policy}. */
  @Command(
      name = "policy",
      description = "Changes when a credential is rotated; what is not given stays as it is.")
  static final class Policy extends ClientCommand {
    @Parameters(paramLabel = "NAME", description = "The secret's name.")
    String name = "";

    @Mixin PolicyOptions policy = new PolicyOptions();

    @Override
    ExitCode run() {
      DoorClient door = options.door();
      RotationPolicy before = new Known(door).one(name).record().policy();
      PolicyOrder order = new PolicyOrder(Known.secret(name), changed(before));
      CredentialView view =
          door.post("/v1/credentials/policies", Map.of(), order, CredentialView.class);
      print(view, out -> out.println(name + ": next rotation " + Say.time(view.nextDue()) + "."));
      return ExitCode.DONE;
    }

    private RotationPolicy changed(RotationPolicy before) {
      try {
        RotationPolicy given = policy.policy();
        return new RotationPolicy(
            chosen("--max-age", given, before, RotationPolicy::maxAge),
            chosen("--schedule", given, before, RotationPolicy::schedule),
            chosen("--zone", given, before, RotationPolicy::zone),
            chosen("--window", given, before, RotationPolicy::windows),
            chosen("--jitter", given, before, RotationPolicy::jitter),
            chosen("--freeze", given, before, RotationPolicy::freezes),
            chosen("--drain", given, before, RotationPolicy::drain),
            chosen("--gate-deadline", given, before, RotationPolicy::gateDeadline),
            chosen("--step-deadline", given, before, RotationPolicy::stepDeadline));
      } catch (IllegalArgumentException e) {
        throw CommandFailure.usage(String.valueOf(e.getMessage()));
      }
    }

    private <T> T chosen(
        String option,
        RotationPolicy given,
        RotationPolicy before,
        Function<RotationPolicy, T> of) {
      boolean typed = spec.commandLine().getParseResult().hasMatchedOption(option);
      return of.apply(typed ? given : before);
    }
  }

  /** {@code rekey credential remove}. */
  @Command(
      name = "remove",
      description = "Gives a credential up. Says what that would do; with --yes it does it.")
  static final class Remove extends ClientCommand {
    @Parameters(paramLabel = "NAME", description = "The secret's name.")
    String name = "";

    @Option(names = "--reason", required = true, paramLabel = "WHY", description = "Recorded.")
    String reason = "";

    @Option(names = "--yes", description = "Do it.")
    boolean yes;

    @Override
    ExitCode run() {
      DoorClient door = options.door();
      RemovalOrder order = new RemovalOrder(Known.secret(name), reason, !yes);
      Removal removal;
      try {
        removal =
            new Known(door)
                .helping(
                    name,
                    () -> door.post("/v1/credentials/removals", Map.of(), order, Removal.class));
      } catch (CommandFailure failure) {
        throw yes ? failure : Enrolments.wouldFail(failure);
      }
      print(
          removal,
          out -> {
            out.println(
                removal.done()
                    ? name + " is not under Rekey's care any more."
                    : name + " would be given up; nothing was changed. Do it with --yes.");
            out.println("May be added again: " + Say.list(removal.frees()));
            removal.stays().forEach(each -> out.println("Stays: " + each));
          });
      return ExitCode.DONE;
    }
  }
}
