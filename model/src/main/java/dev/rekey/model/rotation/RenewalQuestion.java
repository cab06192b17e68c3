package dev.rekey.model.rotation;

import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.credential.VersionId;

/**
 * One call of a function: when does the target want this version to be replaced?
 *
 * @param renewal of which credential
 * @param version its version in use
 */
public record RenewalQuestion(CredentialSpec renewal, VersionId version) {
  /** The property that tells such a question from other requests. */
  public static final String MARK = "renewal";
}
