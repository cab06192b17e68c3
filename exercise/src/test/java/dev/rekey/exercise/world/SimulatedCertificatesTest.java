package dev.rekey.exercise.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.target.IssuingTarget;
import dev.rekey.activities.target.IssuingTargetContract;
import dev.rekey.activities.target.Trial.Verdict;
import dev.rekey.model.credential.TlsCertificate;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the real target keeps, the simulated one keeps. */
class SimulatedCertificatesTest extends IssuingTargetContract<TlsCertificate> {
  private static final Login NOTHING = new Login("nothing", SecretValue.of("served"));

  private final LoneWorld world = new LoneWorld(TlsCertificate.KIND);

  SimulatedCertificatesTest() {
    world.serve(NOTHING);
  }

  @Override
  protected IssuingTarget<TlsCertificate> target() {
    return (IssuingTarget<TlsCertificate>) world.world().of(spec());
  }

  @Override
  protected TlsCertificate spec() {
    return (TlsCertificate) world.spec();
  }

  @Override
  protected TlsCertificate unreachable() {
    return new TlsCertificate(
        spec().secret(),
        "elsewhere",
        spec().names(),
        spec().keyType(),
        spec().endpoints(),
        spec().lifetime(),
        spec().renewAtPercent());
  }

  @Override
  protected Login rotator() {
    return new Login("authority", SecretValue.of("needs-no-secret-here"));
  }

  @Override
  protected Login current() {
    return world.first();
  }

  @Override
  protected List<String> state() {
    return world.state();
  }

  /** An edge serves it as long as the session is open. */
  @Override
  protected AutoCloseable session(Login login) {
    world.serve(login);
    return new Session(login);
  }

  private final class Session implements AutoCloseable {
    private final Login login;

    Session(Login login) {
      this.login = login;
    }

    @Override
    public void close() {
      world.serve(NOTHING);
    }
  }

  /** Whether a client would go on with it that asks whether it is revoked. */
  @Override
  protected boolean alive(AutoCloseable session) {
    return verdict(((Session) session).login) == Verdict.ACCEPTED;
  }

  @Test
  void an_edge_that_keeps_the_old_one_is_named_until_it_has_reloaded() {
    Login pending = installed();
    world.serve(current());
    assertThat(target().notMoved(spec(), rotator(), current(), () -> pending, Instant.MAX))
        .hasSize(1);
    world.serve(pending);
    assertThat(target().notMoved(spec(), rotator(), current(), () -> pending, Instant.MAX))
        .isEmpty();
  }

  @Test
  void certificates_that_share_a_key_are_called_alike_and_are_two() {
    SimulatedCertificates authority = new SimulatedCertificates(world.world());
    Login one = authority.first(spec());
    Login other = authority.sharing(one);
    assertThat(other.identity()).isEqualTo(one.identity());
    assertThat(other.value()).isNotEqualTo(one.value());
    assertThat(target().certificate(spec(), one).orElseThrow().key())
        .isEqualTo(target().certificate(spec(), other).orElseThrow().key());
    assertThat(target().certificate(spec(), one).orElseThrow().serial())
        .isNotEqualTo(target().certificate(spec(), other).orElseThrow().serial());
  }

  @Test
  void a_key_that_leaked_is_another_reason_to_revoke_than_a_newer_version() {
    Login pending = installed();
    target().revokeLeaked(spec(), rotator(), current(), Instant.MAX, true);
    target().revoke(spec(), rotator(), pending, Instant.MAX, true);
    assertThat(world.actions("certificate.key-compromise")).isEqualTo(1);
    assertThat(world.actions("login.disable")).isEqualTo(2);
  }
}
