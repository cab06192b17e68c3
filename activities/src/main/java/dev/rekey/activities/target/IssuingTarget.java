package dev.rekey.activities.target;

import dev.rekey.activities.secret.Login;
import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.credential.VersionId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;

/**
 * A target that completes what we made: the key is ours, and escrowed before anybody hears of it;
 * the certificate for it is the target's.
 *
 * @param <S> the kind of credential
 */
public non-sealed interface IssuingTarget<S extends CredentialSpec> extends CredentialTarget<S> {
  /** How many orders the target is to get; nothing if it says itself when there are too many. */
  default Optional<OrderLimit> limit(S spec, Login rotator) {
    return Optional.empty();
  }

  /**
   * Makes the part that is ours. It is escrowed before {@link #issue} is called with it, and again
   * after each crash. Nobody is given anything to use yet.
   */
  Login prepare(S spec, Login rotator);

  /** Has the target complete it, for the first time: the login that is then the version's. */
  Login issue(S spec, Login rotator, Login prepared);

  /**
   * The same for a part with which the target may have been asked before: what it gave then is
   * given again, or refused for ever.
   */
  Login resume(S spec, Login rotator, Login prepared);

  /**
   * Refuses whatever was completed for a part of which nobody heard; nothing is a success.
   *
   * @param prepared what was escrowed of a version that was never completed
   */
  void abandon(S spec, Login rotator, Login prepared);

  /** Under which id the part that is ours is escrowed, beside the version that it is for. */
  static VersionId preparation(VersionId version) {
    return new VersionId(
        UUID.nameUUIDFromBytes(("preparation of " + version).getBytes(StandardCharsets.UTF_8))
            .toString());
  }
}
