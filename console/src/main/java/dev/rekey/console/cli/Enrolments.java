package dev.rekey.console.cli;

import java.util.Map;

/** What the commands have in common that can be tried without changing anything. */
final class Enrolments {
  private Enrolments() {}

  /** The words of the call. */
  static Map<String, String> query(boolean dryRun) {
    return dryRun ? Map.of("dryRun", "true") : Map.of();
  }

  /** The failure as a dry run tells it: a refusal is what it looked for. */
  static CommandFailure wouldFail(CommandFailure failure) {
    return failure.exit() == ExitCode.REFUSED
        ? new CommandFailure(
            ExitCode.WOULD_FAIL, failure.code(), failure.sentence(), failure.advice())
        : failure;
  }
}
