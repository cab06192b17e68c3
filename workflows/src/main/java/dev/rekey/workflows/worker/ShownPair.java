package dev.rekey.workflows.worker;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * The pair that is shown to whoever asks for one, whatever authorities they name. It may be
 * replaced: each handshake keeps the one that it began with.
 */
final class ShownPair extends X509ExtendedKeyManager {
  private volatile ClientPair current;
  private volatile ClientPair previous;

  ShownPair(ClientPair first) {
    this.current = first;
    this.previous = first;
  }

  ClientPair current() {
    return current;
  }

  /** From now on handshakes begin with this one. */
  synchronized void show(ClientPair next) {
    previous = current;
    current = next;
  }

  private Optional<ClientPair> named(String alias) {
    return List.of(current, previous).stream()
        .filter(pair -> pair.serial().equals(alias))
        .findFirst();
  }

  @Override
  public String chooseClientAlias(
      String[] kinds, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return current.serial();
  }

  @Override
  public String chooseEngineClientAlias(
      String[] kinds, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
    return current.serial();
  }

  @Override
  public String[] getClientAliases(String kind, Principal @Nullable [] issuers) {
    return new String[] {current.serial()};
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String alias) {
    return named(alias).map(pair -> pair.chain().toArray(new X509Certificate[0])).orElse(null);
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String alias) {
    return named(alias).map(ClientPair::key).orElse(null);
  }

  @Override
  public @Nullable String chooseServerAlias(
      String kind, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return null; // we are no server
  }

  @Override
  public String @Nullable [] getServerAliases(String kind, Principal @Nullable [] issuers) {
    return null;
  }
}
