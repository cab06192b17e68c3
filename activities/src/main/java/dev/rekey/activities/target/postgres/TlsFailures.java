package dev.rekey.activities.target.postgres;

import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.postgresql.util.GT;

/**
 * Tells that TLS is why there is no connection. The driver has no SQLSTATE for it: what stands
 * behind a failure tells, or its message, which is compared in the driver's own language and never
 * passed on.
 */
final class TlsFailures {
  private static final String NO_TLS = "The server does not support SSL.";
  private static final String OTHER_NAME =
      "The hostname {0} could not be verified by hostnameverifier {1}.";
  private static final List<String> NO_ROOT =
      List.of(
          "Could not open SSL root certificate file {0}.",
          "Could not read SSL root certificate file {0}.",
          "Loading the SSL root certificate {0} into a TrustManager failed.");

  private TlsFailures() {}

  /** What is wrong with the server's TLS, if that is it. The login was not sent. */
  static Optional<String> sentence(SQLException failure) {
    if (says(failure, NO_TLS)) {
      return Optional.of("offers no TLS, which every address but loopback needs");
    }
    if (says(failure, OTHER_NAME)) {
      return Optional.of("shows a TLS certificate for another host name");
    }
    if (NO_ROOT.stream().anyMatch(known -> says(failure, known))) {
      return Optional.of("cannot be checked by TLS: the root certificate is no readable PEM file");
    }
    return behind(
        Stream.<Throwable>iterate(failure, e -> e != null, Throwable::getCause).limit(20).toList());
  }

  private static Optional<String> behind(List<Throwable> causes) {
    if (causes.stream().anyMatch(CertificateExpiredException.class::isInstance)) {
      return Optional.of("shows a TLS certificate that has expired");
    }
    if (causes.stream().anyMatch(CertificateNotYetValidException.class::isInstance)) {
      return Optional.of("shows a TLS certificate that is not valid yet");
    }
    return causes.stream().anyMatch(SSLException.class::isInstance)
        ? Optional.of(
            "shows a TLS certificate that no authority known here vouches for,"
                + " or does not speak TLS as it must (see --root-certificate)")
        : Optional.empty();
  }

  /** Whether the failure's message is this one of the driver's, whatever it was filled in with. */
  private static boolean says(SQLException failure, String known) {
    String form =
        Stream.of(GT.tr(known).split("\\{\\d}", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*"));
    return String.valueOf(failure.getMessage()).matches("(?s)" + form);
  }
}
