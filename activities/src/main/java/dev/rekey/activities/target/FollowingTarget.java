package dev.rekey.activities.target;

import dev.rekey.activities.secret.Login;
import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.incident.Finding;
import dev.rekey.model.incident.Reach;
import dev.rekey.model.rotation.UserOfOld;
import java.time.Instant;
import java.util.List;

/**
 * A target at which a response follows identities under the names that they have by now. Each
 * method is as that of {@link CredentialTarget} of the same name.
 *
 * @param <S> the kind of credential
 */
public interface FollowingTarget<S extends CredentialSpec> {
  /** See {@link CredentialTarget#before}. */
  List<String> before(Together.Suspect<S> suspect, Login rotator);

  /** See {@link CredentialTarget#sessions}; whenever they began. */
  List<? extends UserOfOld> sessions(Together.Suspect<S> suspect, Login rotator, Login current);

  /** See {@link CredentialTarget#hunt}. */
  List<Finding> hunt(Together.Suspect<S> suspect, Login rotator, Instant since);

  /** See {@link CredentialTarget#reach}. */
  Reach reach(Together.Suspect<S> suspect, Login rotator, Instant since);
}
