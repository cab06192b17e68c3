package dev.rekey.activities.target.certificate;

import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.model.credential.TlsEndpoint;
import java.util.List;

/** Who serves which certificate, and whom a server lets in, address by address. */
public interface TlsNetwork {
  /** What an address showed to somebody who connected. */
  sealed interface Sight {}

  /** It proved that it has the key of this chain's certificate. */
  record Shown(CertificateChain chain) implements Sight {}

  /**
   * Nothing is known of what it serves.
   *
   * @param why in our words
   */
  record Silent(String why) implements Sight {}

  /** What an address makes of somebody who shows a certificate. */
  enum Verdict {
    LET_IN,
    REFUSED,
    NOT_ASKED
  }

  /**
   * What an address answers to somebody who shows a certificate.
   *
   * @param why it was not asked, in words that follow its name
   */
  record Answer(Verdict verdict, String why) {}

  /** Every address behind an endpoint's name; nothing if it has none. */
  List<String> addresses(TlsEndpoint endpoint);

  /** What one of them serves. Nothing is sent over the connection. */
  Sight served(TlsEndpoint endpoint, String address);

  /**
   * What one of them makes of this certificate. Nothing is sent over the connection.
   *
   * @param protocols the application protocols that are offered; none: none
   */
  Answer knock(
      TlsEndpoint endpoint, String address, CertificateProbe probe, List<String> protocols);
}
