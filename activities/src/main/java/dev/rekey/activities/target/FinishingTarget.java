package dev.rekey.activities.target;

import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.credential.VersionId;

/**
 * A target with a last word of its own: it may move AWSCURRENT by itself, and do more besides.
 *
 * @param <S> the kind of credential
 */
public interface FinishingTarget<S extends CredentialSpec> extends ChoosingTarget<S> {
  /**
   * Lets the target finish, while the old version is current and this one is pending. Twice equals
   * once. Whether it moved the label does not matter: that is done and checked afterwards.
   */
  void finish(S spec, VersionId version);
}
