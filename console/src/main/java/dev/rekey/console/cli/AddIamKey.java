package dev.rekey.console.cli;

import dev.rekey.console.api.Enrolment;
import dev.rekey.console.api.LoginInput;
import dev.rekey.model.credential.IamAccessKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rekey credential add-iam-key}. */
@Command(
    name = "add-iam-key",
    description = "Puts the access keys of an IAM user under Rekey's care. AWS is asked first.")
final class AddIamKey extends AddCommand {
  @Parameters(paramLabel = "NAME", description = "The secret's name, such as deploy/key.")
  String name = "";

  @Option(
      names = "--user",
      required = true,
      paramLabel = "USER",
      description = "The IAM user's name, without its path.")
  String user = "";

  @Option(
      names = "--account",
      required = true,
      paramLabel = "DIGITS",
      description = "The user's AWS account: twelve digits.")
  String account = "";

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description =
          "Where keys are tried, at AWS STS; may be repeated (default: aws-global, its global"
              + " endpoint).")
  List<String> regions = new ArrayList<>();

  @Option(
      names = "--quiet-for",
      paramLabel = "DURATION",
      converter = Texts.ToDuration.class,
      description =
          "How long the old key must not have been used before it is revoked (default: 4h).")
  Duration quiet = IamAccessKey.QUIET;

  @Option(
      names = "--keep-retired",
      paramLabel = "DURATION",
      converter = Texts.ToDuration.class,
      description =
          "How long a retired key stays, inactive, before the next rotation deletes it; until then"
              + " there is no place for that (default: 30d, or a third of a maximum age for which"
              + " that is too long).")
  @Nullable Duration keep;

  @Option(
      names = "--access-key-file",
      paramLabel = "FILE",
      description =
          "The key in use: its id and its secret, with a blank between ('-': standard input); left"
              + " out if the store has it, or if Rekey is to make the user's first key.")
  @Nullable String accessKeyFile;

  @Mixin CareOptions care = new CareOptions();

  @Override
  Enrolment enrolment() {
    List<String> where = regions.isEmpty() ? List.of(IamAccessKey.GLOBAL) : regions;
    IamAccessKey key = new IamAccessKey(Known.secret(name), user, account, where, quiet, kept());
    return new Enrolment(care.record(key), current(), Optional.empty());
  }

  /** IAM allows two keys, so a retired one must be gone when the next one is due. */
  private Optional<Duration> kept() {
    Duration due = care.policy.maxAge.dividedBy(3).multipliedBy(2);
    if (keep != null && keep.compareTo(due) > 0) {
      throw CommandFailure.usage(
          "A retired key that is kept longer than two thirds of the maximum age has the place of"
              + " the next one when that is due");
    }
    return IamAccessKey.KEEP.compareTo(due) > 0 && keep == null
        ? Optional.of(care.policy.maxAge.dividedBy(3))
        : Optional.ofNullable(keep);
  }

  private Optional<LoginInput> current() {
    return Optional.ofNullable(accessKeyFile).map(PasswordFiles::read).map(AddIamKey::key);
  }

  private static LoginInput key(String line) {
    String[] parts = line.strip().split("[\\s,]+", -1);
    if (parts.length != 2) {
      throw CommandFailure.usage(
          "The file of the access key holds one line: the key's id, a blank, its secret");
    }
    return new LoginInput(parts[0], parts[1]);
  }
}
