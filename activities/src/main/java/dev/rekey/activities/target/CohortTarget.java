package dev.rekey.activities.target;

import dev.rekey.activities.Deed;
import dev.rekey.activities.secret.Login;
import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.incident.Living;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A target at which many credentials can be contained together.
 *
 * @param <S> the kind of credential
 */
public interface CohortTarget<S extends CredentialSpec>
    extends ChoosingTarget<S>, RecognisingTarget<S> {
  /** How to do it for many. One alone is many. */
  Together<S> together();

  @Override
  default List<String> before(Together.Suspect<S> suspect, Login rotator) {
    return together().before(rotator, List.of(suspect)).getFirst().orThrow();
  }

  @Override
  default List<NativeId> natives(S spec, Login rotator) {
    return together()
        .natives(rotator, List.of(new Together.Suspect<>(spec, Optional.empty())))
        .getFirst()
        .orThrow();
  }

  @Override
  default List<Deed> contain(S spec, Login rotator, Login known, Optional<Login> kept) {
    return together()
        .contain(rotator, List.of(new Together.Suspect<>(spec, kept)))
        .getFirst()
        .orThrow();
  }

  @Override
  default List<Living> living(S spec, Login rotator, List<Login> known, Optional<Login> kept) {
    List<Living> shown =
        together()
            .living(rotator, List.of(new Together.Suspect<>(spec, kept)))
            .getFirst()
            .orThrow();
    return Stream.concat(
            ChoosingTarget.super.living(spec, rotator, known, kept).stream(), shown.stream())
        .toList();
  }
}
