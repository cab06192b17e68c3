package dev.rekey.activities.rotation;

import dev.rekey.activities.target.NativeId;
import dev.rekey.activities.target.RecognisingTarget;
import dev.rekey.model.credential.CredentialSpec;
import java.util.List;

/** Looks who the identities of a credential are, where its target knows them by more than names. */
public final class Acquaintance {
  private Acquaintance() {}

  /** Who they are now. */
  public static <S extends CredentialSpec> List<NativeId> with(Subject<S> subject) {
    return subject.target() instanceof RecognisingTarget<?>
        ? recognising(subject).natives(subject.spec(), subject.rotator())
        : List.of();
  }

  @SuppressWarnings("unchecked") // a target has credentials of one kind
  private static <S extends CredentialSpec> RecognisingTarget<S> recognising(Subject<S> subject) {
    return (RecognisingTarget<S>) subject.target();
  }
}
