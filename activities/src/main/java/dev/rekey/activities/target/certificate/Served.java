package dev.rekey.activities.target.certificate;

import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.model.credential.TlsEndpoint;

/**
 * What an address behind an endpoint showed to somebody who connected.
 *
 * @param endpoint the endpoint
 * @param address the address, or a word where the name has none
 * @param sight what was seen
 */
record Served(TlsEndpoint endpoint, String address, TlsNetwork.Sight sight) {
  static Served silent(TlsEndpoint endpoint, String address, String why) {
    return new Served(endpoint, address, new TlsNetwork.Silent(why));
  }

  /** Whether it served exactly this certificate. */
  boolean shows(CertificateChain chain) {
    return sight instanceof TlsNetwork.Shown shown
        && shown.chain().fingerprint().equals(chain.fingerprint());
  }
}
