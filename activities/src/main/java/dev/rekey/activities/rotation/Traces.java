package dev.rekey.activities.rotation;

import dev.rekey.activities.secret.Login;
import dev.rekey.activities.target.CredentialTarget;
import dev.rekey.activities.target.NativeId;
import dev.rekey.activities.target.Together;
import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.incident.Finding;
import dev.rekey.model.incident.Reach;
import dev.rekey.model.rotation.UserOfOld;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the identities of a credential are, left behind and could reach, whatever they are called
 * now.
 *
 * @param natives who they were when they were seen, if that is known
 */
record Traces<S extends CredentialSpec>(Subject<S> subject, List<NativeId> natives) {
  /** See {@link CredentialTarget#before}. */
  List<String> before() {
    return subject.target().before(suspect(), subject.rotator());
  }

  /** See {@link CredentialTarget#sessions}; whenever they began. */
  List<? extends UserOfOld> sessions(Login current) {
    return subject.target().sessions(suspect(), subject.rotator(), current);
  }

  /** See {@link CredentialTarget#hunt}. */
  List<Finding> leftBehind(Instant since) {
    return subject.target().hunt(suspect(), subject.rotator(), since);
  }

  /** See {@link CredentialTarget#reach}. */
  Reach reach(Instant since) {
    return subject.target().reach(suspect(), subject.rotator(), since);
  }

  private Together.Suspect<S> suspect() {
    return new Together.Suspect<>(subject.spec(), Optional.empty(), natives);
  }
}
