package dev.rekey.activities.target.certificate;

import dev.rekey.activities.authority.CertificateChain;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** Looks at whatever is shown. It is judged afterwards, and nothing is sent in the meantime. */
final class Unjudged extends X509ExtendedTrustManager {
  private Optional<CertificateChain> seen = Optional.empty();

  Optional<CertificateChain> seen() {
    return seen;
  }

  private void see(X509Certificate[] chain) {
    seen = Optional.of(new CertificateChain(List.of(chain)));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
    see(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
    see(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) {
    see(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) {}

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
