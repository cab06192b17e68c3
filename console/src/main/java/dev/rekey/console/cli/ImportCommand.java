package dev.rekey.console.cli;

import dev.rekey.console.api.CredentialView;
import dev.rekey.console.api.Enrolment;
import dev.rekey.console.cli.CredentialFile.Entry;
import dev.rekey.console.cli.CredentialFile.Mistake;
import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.credential.IamAccessKey;
import dev.rekey.model.credential.IamRole;
import dev.rekey.model.credential.KmsKey;
import dev.rekey.model.credential.PostgresStrategy;
import dev.rekey.model.credential.PostgresUser;
import dev.rekey.model.credential.RotationFunction;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.SigningAuthority;
import dev.rekey.model.credential.TlsCertificate;
import dev.rekey.model.inventory.CredentialRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rekey credential import}: many at once. All are checked before the first is added. */
@Command(
    name = "import",
    description = {
      "Adds the credentials of a YAML or JSON file. All are checked before the first is added;",
      "what is there already, and is the same, is left alone."
    })
final class ImportCommand extends ClientCommand {
  @Parameters(
      paramLabel = "FILE",
      description = "A list of entries: name, and the options of 'add'.")
  Path file = Path.of("");

  @Option(names = "--dry-run", description = "Only check, at the targets too; change nothing.")
  boolean dryRun;

  /**
   * What an import did.
   *
   * @param added which credentials it added, or would add
   * @param unchanged which were there already
   * @param mistakes what is wrong, by line
   * @param dryRun whether it only checked
   */
  record Result(
      List<SecretId> added, List<SecretId> unchanged, List<Mistake> mistakes, boolean dryRun) {}

  @Override
  ExitCode run() {
    CredentialFile.Content content = CredentialFile.read(file);
    List<Mistake> mistakes = new ArrayList<>(content.mistakes());
    DoorClient door = options.door();
    Map<SecretId, CredentialRecord> known = known(door);
    List<Entry> fresh = new ArrayList<>();
    List<SecretId> unchanged = new ArrayList<>();
    for (Entry entry : content.entries()) {
      sort(entry, known, fresh, unchanged, mistakes);
    }
    fresh.forEach(entry -> tryOut(entry, door, mistakes));
    return finish(door, fresh, unchanged, mistakes);
  }

  private static Map<SecretId, CredentialRecord> known(DoorClient door) {
    return new Known(door)
        .all().stream()
            .map(CredentialView::record)
            .collect(Collectors.toMap(record -> record.credential().secret(), record -> record));
  }

  private static void sort(
      Entry entry,
      Map<SecretId, CredentialRecord> known,
      List<Entry> fresh,
      List<SecretId> unchanged,
      List<Mistake> mistakes) {
    CredentialRecord record = entry.enrolment().record();
    CredentialRecord there = known.get(record.credential().secret());
    if (there == null) {
      known.put(record.credential().secret(), record);
      fresh.add(entry);
    } else if (same(there, record)) {
      unchanged.add(record.credential().secret());
    } else {
      mistakes.add(
          new Mistake(
              entry.line(), record.credential().secret() + " is there already, but differs"));
    }
  }

  /** Whether two records say the same; who accepted an outage, and when, is not in the file. */
  private static boolean same(CredentialRecord there, CredentialRecord record) {
    return comparable(there).equals(comparable(record));
  }

  private static List<Object> comparable(CredentialRecord record) {
    return List.of(comparable(record.credential()), record.owner(), record.tier(), record.policy());
  }

  private static List<Object> comparable(CredentialSpec credential) {
    return switch (credential) {
      case PostgresUser user ->
          List.of(
              user.endpoints(),
              user.rds(),
              user.rotator(),
              user.password(),
              user.strategy() instanceof PostgresStrategy.AlternatingUsers both
                  ? both
                  : user.strategy().users());
      case RotationFunction driven -> List.of(driven.function(), comparable(driven.inner()));
      case IamRole role -> List.of(role);
      case IamAccessKey key -> List.of(key);
      case KmsKey key -> List.of(key);
      case TlsCertificate certificate -> List.of(certificate);
      case SigningAuthority authority -> List.of(authority);
    };
  }

  private void tryOut(Entry entry, DoorClient door, List<Mistake> mistakes) {
    Enrolment enrolment = entry.enrolment();
    SecretId secret = enrolment.record().credential().secret();
    try {
      tell("checking " + secret);
      door.post("/v1/credentials", Enrolments.query(true), enrolment, CredentialView.class);
    } catch (CommandFailure failure) {
      if (failure.exit() != ExitCode.REFUSED) {
        throw failure;
      }
      mistakes.add(new Mistake(entry.line(), secret + ": " + failure.sentence()));
    }
  }

  private ExitCode finish(
      DoorClient door, List<Entry> fresh, List<SecretId> unchanged, List<Mistake> mistakes) {
    boolean refused = !mistakes.isEmpty();
    List<SecretId> added = new ArrayList<>();
    for (Entry entry : refused ? List.<Entry>of() : fresh) {
      if (!dryRun) {
        door.post(
            "/v1/credentials", Enrolments.query(false), entry.enrolment(), CredentialView.class);
      }
      added.add(entry.enrolment().record().credential().secret());
    }
    mistakes.forEach(mistake -> tell("line " + mistake.line() + ": " + mistake.sentence()));
    print(
        new Result(added, unchanged, mistakes, dryRun),
        out -> out.println(summary(added.size(), unchanged.size(), refused)));
    return !refused ? ExitCode.DONE : dryRun ? ExitCode.WOULD_FAIL : ExitCode.REFUSED;
  }

  private String summary(int added, int unchanged, boolean refused) {
    if (refused) {
      return "Nothing was added: correct the lines named above and run the same again.";
    }
    return (dryRun ? "Would add " : "Added ") + added + ", unchanged " + unchanged + ".";
  }
}
