package dev.rekey.console.cli;

import dev.rekey.console.api.Enrolment;
import dev.rekey.model.credential.RotationFunction;
import dev.rekey.model.inventory.CredentialRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code rekey credential add-rotation-function}. */
@Command(
    name = "add-rotation-function",
    description =
        "Puts a PostgreSQL login under Rekey's care that a rotation function of yours rotates.")
final class AddRotationFunction extends AddCommand {
  @Mixin CredentialOptions credential = new CredentialOptions();

  @Option(
      names = "--function",
      required = true,
      paramLabel = "FUNCTION",
      description = "The Lambda function's name or ARN; Rekey drives its four steps.")
  String function = "";

  @Override
  Enrolment enrolment() {
    Enrolment inner = credential.kept();
    CredentialRecord record = inner.record();
    RotationFunction driven =
        new RotationFunction(record.credential().secret(), function, record.credential());
    return new Enrolment(
        new CredentialRecord(driven, record.owner(), record.tier(), record.policy()),
        inner.current(),
        inner.rotator());
  }
}
