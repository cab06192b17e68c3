package dev.rekey.exercise.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.authority.CertificateAuthority;
import dev.rekey.activities.authority.CertificateAuthorityContract;
import dev.rekey.activities.authority.own.LostRegister;
import dev.rekey.activities.authority.own.OwnAuthority;
import dev.rekey.activities.authority.status.StatusReader;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.KeyType;
import dev.rekey.model.credential.SecretId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every authority keeps, an authority of an exercise keeps. */
class SimulatedAuthorityTest extends CertificateAuthorityContract {
  private final LoneAuthority world = new LoneAuthority();

  @Override
  protected OwnAuthority authority() {
    return world.authority();
  }

  @Override
  protected CertificateAuthority unreachable() {
    return new LostRegister(world.login()).authority();
  }

  @Override
  protected List<String> names() {
    return List.of("www.example.org", "*.example.org");
  }

  @Override
  protected StatusReader status() {
    return world.status();
  }

  @Test
  void one_that_is_stopped_certifies_nothing_until_somebody_lets_it_again() {
    SimulatedAuthority preyed =
        world.world().authorities().of(new SecretId("authority/mesh")).orElseThrow();
    authority().stop();
    assertThat(failure(() -> authority().issue(order(KeyType.EC_P256))))
        .isEqualTo(FailureCode.ORDER_REFUSED);
    preyed.restore("opponent");
    assertThat(issued().certificates()).isNotEmpty();
  }
}
