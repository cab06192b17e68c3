package dev.rekey.console.cli;

import dev.rekey.console.api.CredentialView;
import dev.rekey.model.credential.SecretId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The credentials that the door knows. */
final class Known {
  private final DoorClient door;

  Known(DoorClient door) {
    this.door = door;
  }

  /** All of them. */
  List<CredentialView> all() {
    return door.list("/v1/credentials", Map.of(), CredentialView.class);
  }

  /**
   * One of them.
   *
   * @throws CommandFailure if there is none of that name, with the name that may have been meant
   */
  CredentialView one(String name) {
    SecretId secret = secret(name);
    Map<String, String> query = Map.of("secret", name);
    return helping(name, () -> door.list("/v1/credentials", query, CredentialView.class)).stream()
        .filter(view -> view.record().credential().secret().equals(secret))
        .findFirst()
        .orElseThrow(() -> unknown(name));
  }

  /** Does something with a name, and says which was meant if the door does not know it. */
  <T> T helping(String name, Supplier<T> call) {
    try {
      return call.get();
    } catch (CommandFailure failure) {
      throw failure.code().equals("NOT_FOUND")
          ? meant(name).map(failure::advising).orElse(failure)
          : failure;
    }
  }

  private CommandFailure unknown(String name) {
    return new CommandFailure(
        ExitCode.REFUSED,
        "NOT_FOUND",
        "No credential is called " + name,
        meant(name).orElse("'rekey credential list' shows what is known."));
  }

  private Optional<String> meant(String name) {
    List<String> names =
        all().stream().map(view -> view.record().credential().secret().value()).toList();
    return Suggestion.of(name, names).map(known -> "Did you mean " + known + "?");
  }

  /** The name of a credential; a wrong one is a wrong command line. */
  static SecretId secret(String name) {
    try {
      return new SecretId(name);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage("'" + name + "' is no name of a credential. " + e.getMessage());
    }
  }
}
