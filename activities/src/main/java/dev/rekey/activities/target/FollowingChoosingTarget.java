package dev.rekey.activities.target;

import dev.rekey.activities.secret.Login;
import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.incident.Finding;
import dev.rekey.model.incident.Reach;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A target for which we choose the value, of identities that may be others by now.
 *
 * @param <S> the kind of credential
 */
public interface FollowingChoosingTarget<S extends CredentialSpec>
    extends ChoosingTarget<S>, FollowingTarget<S> {
  @Override
  default List<Finding> hunt(S spec, Login rotator, Instant since) {
    return hunt(new Together.Suspect<>(spec, Optional.empty()), rotator, since);
  }

  @Override
  default Reach reach(S spec, Login rotator, Instant since) {
    return reach(new Together.Suspect<>(spec, Optional.empty()), rotator, since);
  }
}
