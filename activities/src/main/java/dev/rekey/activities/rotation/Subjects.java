package dev.rekey.activities.rotation;

import dev.rekey.model.credential.CredentialSpec;

/** Finds the target of a credential, and Rekey's own login there. */
@FunctionalInterface
public interface Subjects {
  /**
   * The credential at its target.
   *
   * @throws dev.rekey.activities.StepFailedException if Rekey has no login for the target
   */
  Subject<?> of(CredentialSpec spec);
}
