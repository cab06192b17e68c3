package dev.rekey.console.cli;

import dev.rekey.console.api.Enrolment;
import dev.rekey.console.api.LoginInput;
import dev.rekey.model.credential.IamRole;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rekey credential add-iam-role}. */
@Command(
    name = "add-iam-role",
    description =
        "Puts the external id of an IAM role under Rekey's care. The role is checked first.")
final class AddIamRole extends AddCommand {
  @Parameters(paramLabel = "NAME", description = "The secret's name, such as partner/role.")
  String name = "";

  @Option(
      names = "--role",
      required = true,
      paramLabel = "ARN",
      description = "The role that others assume.")
  String role = "";

  @Option(
      names = "--external-id-file",
      paramLabel = "FILE",
      description =
          "The external id it accepts today ('-': standard input; asked for at a terminal).")
  @Nullable String externalIdFile;

  @Option(
      names = "--prober",
      paramLabel = "ARN",
      description = "A role that may assume it, if the server's own identity may not.")
  Optional<String> prober = Optional.empty();

  @Option(
      names = "--assumed-in",
      required = true,
      split = ",",
      paramLabel = "REGION",
      description = "The regions where it is assumed, such as eu-central-1.")
  List<String> regions = new ArrayList<>();

  @Option(
      names = "--quiet",
      paramLabel = "TIME",
      converter = Texts.ToDuration.class,
      description = "How long nobody must have used the old external id (default: 75m).")
  Duration quiet = IamRole.QUIET;

  @Option(
      names = "--cut-sessions",
      description = "Let routine rotations end sessions older than that, whoever began them.")
  boolean cutSessions;

  @Mixin CareOptions care = new CareOptions();

  @Override
  Enrolment enrolment() {
    IamRole credential = new IamRole(Known.secret(name), role, prober, quiet, regions, cutSessions);
    String externalId =
        externalIdFile != null
            ? PasswordFiles.read(externalIdFile)
            : PasswordFiles.ask(role, "--external-id-file");
    return new Enrolment(
        care.record(credential), Optional.of(new LoginInput(role, externalId)), Optional.empty());
  }
}
