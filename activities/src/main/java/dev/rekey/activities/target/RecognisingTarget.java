package dev.rekey.activities.target;

import dev.rekey.activities.secret.Login;
import dev.rekey.model.credential.CredentialSpec;
import java.util.List;

/**
 * A target that knows an identity by more than its name, so that one that was renamed is found.
 *
 * @param <S> the kind of credential
 */
public interface RecognisingTarget<S extends CredentialSpec> {
  /** Who the identities of this credential are now; those that are not there are left out. */
  List<NativeId> natives(S spec, Login rotator);
}
