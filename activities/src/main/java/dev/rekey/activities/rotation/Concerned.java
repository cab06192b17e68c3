package dev.rekey.activities.rotation;

import dev.rekey.activities.secret.Login;
import dev.rekey.activities.target.NativeId;
import dev.rekey.activities.target.Together;
import dev.rekey.model.credential.CredentialSpec;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.incident.Affected;
import java.util.List;
import java.util.Optional;

/**
 * One credential of a response's call, with what is needed to ask about it.
 *
 * @param affected what was asked about
 * @param subject the credential at its target
 * @param kept the login that replaced what leaked, if one did
 */
record Concerned<S extends CredentialSpec>(
    Affected affected, Subject<S> subject, Optional<Login> kept) {
  SecretId secret() {
    return affected.credential().secret();
  }

  Together.Suspect<S> suspect(List<NativeId> natives) {
    return new Together.Suspect<>(subject.spec(), kept, natives);
  }
}
