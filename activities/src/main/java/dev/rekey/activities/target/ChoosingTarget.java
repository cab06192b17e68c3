package dev.rekey.activities.target;

import dev.rekey.activities.secret.Login;
import dev.rekey.model.credential.CredentialSpec;

/**
 * A target that takes the value that it is given, so that the value is escrowed before the target
 * hears of it.
 *
 * @param <S> the kind of credential
 */
public non-sealed interface ChoosingTarget<S extends CredentialSpec> extends CredentialTarget<S> {
  /**
   * Makes the next login: the identity to use, and a fresh value. Changes nothing at the target.
   */
  Login next(S spec, Login current);
}
