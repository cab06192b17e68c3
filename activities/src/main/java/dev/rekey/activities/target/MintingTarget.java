package dev.rekey.activities.target;

import dev.rekey.activities.secret.Login;
import dev.rekey.model.credential.CredentialSpec;

/**
 * A target that makes the value itself, such as IAM its access keys: there is nothing to escrow
 * before it exists. A call that nobody heard of leaves an orphan: a login that works and whose
 * value nobody knows. It is recognised and removed, and a login that may be anybody else's never
 * is.
 *
 * @param <S> the kind of credential
 */
public non-sealed interface MintingTarget<S extends CredentialSpec> extends CredentialTarget<S> {
  /**
   * Has the target make a login. Orphans of earlier calls are removed first, and what has to give
   * way if the target has no place left: never a login in use.
   *
   * @throws dev.rekey.activities.StepFailedException ORPHAN_UNCLEAR if a login there may be ours or
   *     not; QUOTA_REACHED if there is no place
   */
  Login mint(S spec, Login rotator, MintOrder order);

  /**
   * Removes what a call of {@link #mint} left that nobody heard of; nothing to remove is a success.
   *
   * @throws dev.rekey.activities.StepFailedException ORPHAN_UNCLEAR if it cannot be told
   */
  void removeOrphans(S spec, Login rotator, MintOrder order);
}
