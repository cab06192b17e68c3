package dev.rekey.activities.target;

import dev.rekey.activities.StepFailedException;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.CredentialSpec;

/** The system that honours a credential, by the credential's kind. */
@FunctionalInterface
public interface Targets {
  /**
   * The target of this credential.
   *
   * @throws StepFailedException BAD_REQUEST if credentials of its kind are not served here
   */
  <S extends CredentialSpec> CredentialTarget<S> of(S credential);

  /** One kind alone: what a function has that may touch nothing else. */
  static <K extends CredentialSpec> Targets only(Class<K> kind, CredentialTarget<K> target) {
    return new OneTarget<>(kind, target);
  }

  /**
   * See {@link #only}.
   *
   * @param kind the class of the credentials
   * @param target their target
   */
  record OneTarget<K extends CredentialSpec>(Class<K> kind, CredentialTarget<K> target)
      implements Targets {
    @Override
    @SuppressWarnings("unchecked") // the credential is of the kind that the target is for
    public <S extends CredentialSpec> CredentialTarget<S> of(S credential) {
      if (!kind.isInstance(credential)) {
        throw new StepFailedException(
            FailureCode.BAD_REQUEST,
            "A credential of the kind " + credential.kind() + " came here");
      }
      return (CredentialTarget<S>) target;
    }
  }
}
