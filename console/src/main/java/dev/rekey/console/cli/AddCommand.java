package dev.rekey.console.cli;

import dev.rekey.console.api.CredentialView;
import dev.rekey.console.api.Enrolment;
import picocli.CommandLine.Option;

/** Puts a credential under Rekey's care; each kind says with its options what it is. */
abstract class AddCommand extends ClientCommand {
  @Option(names = "--dry-run", description = "Only check, at the target too; change nothing.")
  boolean dryRun;

  /**
   * What is to be enrolled, without a look at the server.
   *
   * @throws IllegalArgumentException with a sentence for the user if it contradicts itself
   */
  abstract Enrolment enrolment();

  @Override
  final ExitCode run() {
    Enrolment enrolment = checked();
    CredentialView view;
    try {
      view =
          options
              .door()
              .post("/v1/credentials", Enrolments.query(dryRun), enrolment, CredentialView.class);
    } catch (CommandFailure failure) {
      throw dryRun ? Enrolments.wouldFail(failure) : failure;
    }
    print(view, out -> out.println(added(view)));
    return ExitCode.DONE;
  }

  private Enrolment checked() {
    try {
      return enrolment();
    } catch (IllegalArgumentException e) { // the model's own sentences, written for users
      throw CommandFailure.usage(String.valueOf(e.getMessage()));
    }
  }

  private String added(CredentialView view) {
    String name = view.record().credential().secret().value();
    return dryRun
        ? name + " can be added: the target was checked, nothing was changed."
        : name + " is under Rekey's care; next rotation " + Say.time(view.nextDue()) + ".";
  }
}
