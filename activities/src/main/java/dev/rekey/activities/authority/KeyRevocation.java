package dev.rekey.activities.authority;

import java.security.KeyPair;

/** An authority that lets whoever has a certificate's key revoke it. */
public interface KeyRevocation {
  /** Revokes a certificate, as whoever has its key. One that is revoked already is a success. */
  void revokeWithKey(KeyPair keys, CertificateChain chain, RevocationReason reason);
}
