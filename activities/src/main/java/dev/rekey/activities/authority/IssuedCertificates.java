package dev.rekey.activities.authority;

import java.security.cert.X509Certificate;
import java.util.function.Consumer;

/** An authority that lists what it issued, so that what nobody enrolled is found. */
public interface IssuedCertificates {
  /** Shows each certificate that has not expired, in no order; there may be very many. */
  void each(Consumer<X509Certificate> seen);
}
