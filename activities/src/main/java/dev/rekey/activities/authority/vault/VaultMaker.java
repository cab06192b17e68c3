package dev.rekey.activities.authority.vault;

import dev.rekey.activities.authority.Authorities;
import dev.rekey.activities.authority.AuthorityApi;
import dev.rekey.activities.authority.CertificateAuthority;
import dev.rekey.activities.http.Post;
import dev.rekey.activities.http.Sender;
import dev.rekey.activities.secret.Login;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Makes authorities of Vault; one of the same settings is logged in once. */
public final class VaultMaker implements Authorities.Maker {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Map<VaultSettings, VaultSession> sessions = new ConcurrentHashMap<>();
  private final Function<VaultSettings, Sender> senders;
  private final InstantSource clock;

  /** By HTTP. */
  public VaultMaker() {
    this(settings -> new Post(PATIENCE, settings.serverAnchors()), InstantSource.system());
  }

  VaultMaker(Function<VaultSettings, Sender> senders, InstantSource clock) {
    this.senders = senders;
    this.clock = clock;
  }

  @Override
  public CertificateAuthority of(String name, Login login) {
    VaultSettings settings = VaultSettings.of(login);
    return new VaultAuthority(
        name, settings, sessions.computeIfAbsent(settings, one -> session(name, one)), clock);
  }

  private VaultSession session(String name, VaultSettings settings) {
    return new VaultSession(
        settings, new AuthorityApi(name, settings.server(), senders.apply(settings), clock));
  }
}
