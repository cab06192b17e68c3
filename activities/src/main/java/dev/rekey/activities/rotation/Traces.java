package dev.rekey.activities.rotation;

import dev.rekey.activities.secret.Login;
import dev.rekey.activities.target.CredentialTarget;
import dev.rekey.activities.target.FollowingTarget;
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
    return following().map(it -> it.before(suspect(), rotator())).orElseGet(subject::before);
  }

  /** See {@link CredentialTarget#sessions}; whenever they began. */
  List<? extends UserOfOld> sessions(Login current) {
    return following().isPresent()
        ? following().get().sessions(suspect(), rotator(), current)
        : subject.sessions(current, Instant.MAX);
  }

  /** See {@link CredentialTarget#hunt}. */
  List<Finding> leftBehind(Instant since) {
    return following()
        .map(it -> it.hunt(suspect(), rotator(), since))
        .orElseGet(() -> subject.target().hunt(subject.spec(), rotator(), since));
  }

  /** See {@link CredentialTarget#reach}. */
  Reach reach(Instant since) {
    return following()
        .map(it -> it.reach(suspect(), rotator(), since))
        .orElseGet(() -> subject.target().reach(subject.spec(), rotator(), since));
  }

  @SuppressWarnings("unchecked") // a target has credentials of one kind
  private Optional<FollowingTarget<S>> following() {
    return subject.target() instanceof FollowingTarget<?> following
        ? Optional.of((FollowingTarget<S>) following)
        : Optional.empty();
  }

  private Login rotator() {
    return subject.rotator();
  }

  private Together.Suspect<S> suspect() {
    return new Together.Suspect<>(subject.spec(), Optional.empty(), natives);
  }
}
