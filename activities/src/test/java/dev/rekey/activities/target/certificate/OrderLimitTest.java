package dev.rekey.activities.target.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.authority.Authorities;
import dev.rekey.activities.authority.CertificateAuthority;
import dev.rekey.activities.authority.own.OwnAuthority;
import dev.rekey.activities.authority.own.OwnAuthorityServer;
import dev.rekey.activities.rotation.OrderBudget;
import dev.rekey.activities.rotation.Preparations;
import dev.rekey.activities.rotation.Subject;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.activities.target.MintOrder;
import dev.rekey.activities.target.OrderLimit;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.TlsCertificate;
import dev.rekey.model.credential.VersionId;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An authority that is to get only so many orders. */
class OrderLimitTest {
  private static final VersionId VERSION = new VersionId("00000000-0000-0000-0000-000000000001");

  private final OwnAuthorityServer server = new OwnAuthorityServer();
  private final List<OrderLimit> claimed = new ArrayList<>();
  private final List<Login> kept = new ArrayList<>();

  @AfterEach
  void stop() {
    server.close();
  }

  /** The same authority, which says how many. */
  private CertificateAuthority limited() {
    return (CertificateAuthority)
        Proxy.newProxyInstance(
            CertificateAuthority.class.getClassLoader(),
            new Class<?>[] {CertificateAuthority.class},
            (proxy, method, arguments) ->
                method.getName().equals("ordersPerHour")
                    ? Optional.of(7)
                    : method.invoke(server.authority(), arguments));
  }

  private Login fresh(OrderBudget budget) {
    Authorities authorities = new Authorities(Map.of(OwnAuthority.KIND, (name, it) -> limited()));
    TlsCertificateTarget target =
        new TlsCertificateTarget(authorities, InstantSource.system(), Duration.ofSeconds(5));
    TlsCertificate spec = Certificates.of(List.of());
    return new Subject<>(target, spec, server.login(), budget).fresh(order(), escrow());
  }

  private static MintOrder order() {
    return new MintOrder(VERSION, new Login("", SecretValue.of("")), identity -> false);
  }

  private Preparations escrow() {
    return new Preparations() {
      @Override
      public Optional<Login> kept() {
        return kept.stream().findFirst();
      }

      @Override
      public Login keep(Login prepared) {
        kept.add(prepared);
        return prepared;
      }
    };
  }

  private long issued() {
    List<Object> seen = new ArrayList<>();
    server.authority().each(seen::add);
    return seen.size();
  }

  @Test
  void each_order_is_taken_out_of_the_budget_of_its_authority() {
    fresh(claimed::add);
    assertThat(claimed).containsExactly(new OrderLimit("tests", 7));
    assertThat(issued()).isEqualTo(1);
  }

  @Test
  void where_none_is_left_nothing_is_kept_or_asked_for() {
    OrderBudget spent =
        limit -> {
          throw new StepFailedException(FailureCode.THROTTLED, "no more before tomorrow");
        };
    assertThat(catchThrowableOfType(StepFailedException.class, () -> fresh(spent)).code())
        .isEqualTo(FailureCode.THROTTLED);
    assertThat(kept).isEmpty();
    assertThat(issued()).isZero();
  }
}
