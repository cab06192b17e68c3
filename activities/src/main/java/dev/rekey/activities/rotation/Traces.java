package dev.rekey.activities.rotation;

import dev.rekey.activities.target.CohortTarget;
import dev.rekey.activities.target.CredentialTarget;
import dev.rekey.activities.target.NativeId;
import dev.rekey.activities.target.Together;
import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.incident.Finding;
import dev.rekey.model.incident.Reach;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the identities of a credential left behind and could reach, whatever they are called now.
 *
 * @param natives who they were when they were seen, if that is known
 * @param since since when they may be in other hands
 */
record Traces<S extends CredentialSpec>(Subject<S> subject, List<NativeId> natives, Instant since) {
  static <S extends CredentialSpec> Traces<S> of(Concerned<S> one, NativeIds known, Instant since) {
    List<NativeId> natives = known.of(List.of(one.secret())).getOrDefault(one.secret(), List.of());
    return new Traces<>(one.subject(), natives, since);
  }

  /** See {@link CredentialTarget#hunt}. */
  List<Finding> leftBehind() {
    return subject.target() instanceof CohortTarget<S> cohort
        ? cohort.hunt(suspect(), subject.rotator(), since)
        : subject.target().hunt(subject.spec(), subject.rotator(), since);
  }

  /** See {@link CredentialTarget#reach}. */
  Reach reach() {
    return subject.target() instanceof CohortTarget<S> cohort
        ? cohort.reach(suspect(), subject.rotator(), since)
        : subject.target().reach(subject.spec(), subject.rotator(), since);
  }

  private Together.Suspect<S> suspect() {
    return new Together.Suspect<>(subject.spec(), Optional.empty(), natives);
  }
}
