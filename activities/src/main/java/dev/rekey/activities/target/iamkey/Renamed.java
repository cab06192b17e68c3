package dev.rekey.activities.target.iamkey;

import dev.rekey.activities.Deed;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.target.NativeId;
import dev.rekey.activities.target.Together;
import dev.rekey.model.credential.IamAccessKey;
import java.util.List;
import java.util.stream.Stream;

/**
 * A user that somebody renamed: the keys are the same, and so is whoever has one.
 *
 * @param before as it was enrolled
 * @param now as it is called now; the same if it was not renamed
 */
record Renamed(IamAccessKey before, IamAccessKey now) {
  /** By the first of these logins whose key IAM knows. */
  static Renamed by(IamDoor iam, IamAccessKey spec, List<Login> known) {
    return of(iam, spec, known.stream().map(Login::identity).toList());
  }

  /** By the first of the keys that the ledger knows. */
  static Renamed of(IamDoor iam, Together.Suspect<IamAccessKey> suspect) {
    return of(iam, suspect.spec(), suspect.natives().stream().map(NativeId::id).toList());
  }

  /** One that is called as it was. */
  static Renamed not(IamAccessKey spec) {
    return new Renamed(spec, spec);
  }

  /** What it is called now, and what its doings were told under before. */
  List<String> names() {
    return Stream.of(now.user(), before.user()).distinct().toList();
  }

  private static Renamed of(IamDoor iam, IamAccessKey spec, List<String> known) {
    UserKeys keys = iam.keys(spec.user());
    return known.stream()
        .filter(spec::owns)
        .flatMap(key -> keys.owner(key).stream())
        .findFirst()
        .filter(name -> !name.isBlank() && !name.equals(spec.user()))
        .map(name -> new Renamed(spec, spec.called(name)))
        .orElseGet(() -> not(spec));
  }

  /** What was done, with what must be told and asked of it. */
  List<Deed> told(List<Deed> deeds) {
    return before.user().equals(now.user())
        ? deeds
        : Stream.concat(
                Stream.of(
                    Deed.done("the user " + before.user() + " is called " + now.user() + " now"),
                    Deed.asked(
                        "Give the user its name back, for its keys are replaced under no other:"
                            + " aws iam update-user --user-name %s --new-user-name %s"
                                .formatted(now.user(), before.user()))),
                deeds.stream())
            .toList();
  }
}
