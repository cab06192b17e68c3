package dev.rekey.activities.authority;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** The roots that the JDK believes. They are read once: there are about 150. */
public final class PublicRoots {
  private PublicRoots() {}

  /** All of them. */
  public static List<X509Certificate> all() {
    return OfTheJdk.ROOTS;
  }

  private static final class OfTheJdk {
    static final List<X509Certificate> ROOTS = read();

    private static List<X509Certificate> read() {
      try {
        TrustManagerFactory factory =
            TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        return Arrays.stream(factory.getTrustManagers())
            .filter(X509TrustManager.class::isInstance)
            .flatMap(each -> Arrays.stream(((X509TrustManager) each).getAcceptedIssuers()))
            .toList();
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("The JDK has roots of its own");
      }
    }
  }
}
