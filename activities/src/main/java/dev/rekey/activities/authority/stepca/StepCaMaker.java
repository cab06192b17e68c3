package dev.rekey.activities.authority.stepca;

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

/** Makes authorities of step-ca; those of the same settings share their connections. */
public final class StepCaMaker implements Authorities.Maker {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Map<StepCaSettings, Sender> senders = new ConcurrentHashMap<>();
  private final Function<StepCaSettings, Sender> make;

  /** By HTTP. */
  public StepCaMaker() {
    this(settings -> new Post(PATIENCE, settings.anchors()));
  }

  StepCaMaker(Function<StepCaSettings, Sender> make) {
    this.make = make;
  }

  @Override
  public CertificateAuthority of(String name, Login login) {
    StepCaSettings settings = StepCaSettings.of(login);
    Sender sender = senders.computeIfAbsent(settings, make);
    AuthorityApi api = new AuthorityApi(name, settings.server(), sender, InstantSource.system());
    return new StepCaAuthority(name, settings, new StepCaApi(settings, api));
  }
}
