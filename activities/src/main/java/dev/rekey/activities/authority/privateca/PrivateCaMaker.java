package dev.rekey.activities.authority.privateca;

import dev.rekey.activities.Pause;
import dev.rekey.activities.authority.Authorities;
import dev.rekey.activities.authority.CertificateAuthority;
import dev.rekey.activities.aws.AwsClients;
import dev.rekey.activities.secret.Login;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.acmpca.AcmPcaClient;

/** Makes authorities of AWS Private CA; those of one region share a client. */
public final class PrivateCaMaker implements Authorities.Maker {
  private final Map<String, AcmPcaClient> clients = new ConcurrentHashMap<>();
  private final Function<String, AcmPcaClient> open;
  private final InstantSource clock;
  private final Pause pause;

  /** With the platform's credentials. */
  public PrivateCaMaker() {
    this(
        region -> AwsClients.open(AcmPcaClient.builder().region(Region.of(region))),
        InstantSource.system(),
        Pause::really);
  }

  PrivateCaMaker(Function<String, AcmPcaClient> open, InstantSource clock, Pause pause) {
    this.open = open;
    this.clock = clock;
    this.pause = pause;
  }

  @Override
  public CertificateAuthority of(String name, Login login) {
    PrivateCaSettings settings = PrivateCaSettings.of(login);
    AcmPcaClient aws = clients.computeIfAbsent(settings.region(), open);
    return new PrivateCaAuthority(
        name, settings, new PrivateCaCalls(name, settings, aws, pause), clock);
  }
}
