package dev.rekey.activities.target;

import dev.rekey.activities.secret.Login;
import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.incident.Finding;
import dev.rekey.model.incident.Reach;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a response asks about the identities of a credential, under the names that they have by now.
 * A target at which nobody can give them other names asks about the credential alone.
 *
 * @param <S> the kind of credential
 */
public interface FollowingTarget<S extends CredentialSpec> {
  /**
   * In a response, before the first change: what is there, in the words of facts, to go back to.
   * What cannot be seen is said; nothing waits for it, and nothing of it is a secret.
   */
  default List<String> before(S spec, Login rotator) {
    return List.of();
  }

  /** The same of one whose identities may have other names by now. */
  default List<String> before(Together.Suspect<S> suspect, Login rotator) {
    return before(suspect.spec(), rotator);
  }

  /**
   * In a response: what the identities left behind since then, whatever they are called by now;
   * nothing where they can leave nothing.
   */
  default List<Finding> hunt(Together.Suspect<S> suspect, Login rotator, Instant since) {
    return List.of();
  }

  /** The same of one whose identities are known by their names alone. */
  default List<Finding> hunt(S spec, Login rotator, Instant since) {
    return hunt(new Together.Suspect<>(spec, Optional.empty()), rotator, since);
  }

  /** In a response: what the identities could reach, and did since then. */
  default Reach reach(Together.Suspect<S> suspect, Login rotator, Instant since) {
    return Reach.UNKNOWN;
  }

  /** The same of one whose identities are known by their names alone. */
  default Reach reach(S spec, Login rotator, Instant since) {
    return reach(new Together.Suspect<>(spec, Optional.empty()), rotator, since);
  }
}
