package dev.rekey.console.cli;

import dev.rekey.console.api.Enrolment;
import dev.rekey.console.api.LoginInput;
import dev.rekey.model.credential.KmsKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rekey credential add-kms-key}. */
@Command(
    name = "add-kms-key",
    description = "Puts a KMS key behind an alias under Rekey's care. The key is checked first.")
final class AddKmsKey extends AddCommand {
  private static final int REGION = 3;
  private static final int ACCOUNT = 4;
  private static final int PARTS = 6;

  @Parameters(paramLabel = "NAME", description = "The secret that records which key is current.")
  String name = "";

  @Option(
      names = "--alias",
      required = true,
      paramLabel = "ALIAS",
      description = "The alias by which the key is used, such as alias/orders.")
  String alias = "";

  @Option(
      names = "--key",
      required = true,
      paramLabel = "ARN",
      description = "The key that the alias stands for today.")
  String key = "";

  @Option(
      names = "--encrypts",
      required = true,
      split = ",",
      paramLabel = "PREFIX",
      description = "How the names of the secrets begin that are encrypted anew, such as orders/.")
  List<String> prefixes = new ArrayList<>();

  @Option(
      names = "--quiet",
      paramLabel = "TIME",
      converter = Texts.ToDuration.class,
      description = "How long nobody must have used the old key (default: 1h).")
  Duration quiet = KmsKey.QUIET;

  @Mixin CareOptions care = new CareOptions();

  @Override
  Enrolment enrolment() {
    String[] parts = key.split(":", PARTS);
    if (parts.length < PARTS) {
      throw CommandFailure.usage("A key is named by its ARN");
    }
    KmsKey credential =
        new KmsKey(Known.secret(name), alias, parts[ACCOUNT], parts[REGION], prefixes, quiet);
    return new Enrolment(
        care.record(credential), Optional.of(new LoginInput(key, key)), Optional.empty());
  }
}
