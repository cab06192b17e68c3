package dev.rekey.activities.authority.acme;

import dev.rekey.activities.http.Trust;
import java.net.http.HttpClient;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.shredzone.acme4j.connector.HttpConnector;
import org.shredzone.acme4j.connector.NetworkSettings;
import org.shredzone.acme4j.provider.GenericAcmeProvider;

/** Speaks to an ACME server whose own certificate leads to one of these roots. */
final class TrustingProvider extends GenericAcmeProvider {
  private final SSLContext context;

  TrustingProvider(List<X509Certificate> roots) {
    this.context = Trust.in(roots);
  }

  @Override
  protected HttpConnector createHttpConnector(NetworkSettings settings) {
    return new HttpConnector(settings) {
      @Override
      public HttpClient.Builder createClientBuilder() {
        return super.createClientBuilder().sslContext(context);
      }
    };
  }
}
