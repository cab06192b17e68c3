package dev.rekey.activities.rotation;

import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.credential.SecretId;
import java.util.Optional;

/** Finds the credential whose values a secret holds. */
@FunctionalInterface
public interface Enrolled {
  /** The credential under this very name or ARN, if it is enrolled. */
  Optional<CredentialSpec> find(SecretId secret);
}
