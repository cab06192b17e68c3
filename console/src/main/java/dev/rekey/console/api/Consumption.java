package dev.rekey.console.api;

import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.VersionId;

/**
 * What a consumer logs in with from now on. The only answer of the API that holds a credential's
 * value.
 *
 * @param secret of which credential
 * @param version which version
 * @param identity the user, role or key id
 * @param value the password or key; never printed
 */
public record Consumption(SecretId secret, VersionId version, String identity, String value) {
  @Override
  public String toString() {
    return "Consumption[secret=" + secret + ", version=" + version + ", value=***]";
  }
}
