package dev.rekey.activities.authority.own;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rekey.activities.authority.CertificateAuthority;
import dev.rekey.activities.authority.CertificateAuthorityContract;
import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.CertificateOrder;
import dev.rekey.activities.authority.KeyPairs;
import dev.rekey.activities.authority.RevocationReason;
import dev.rekey.activities.authority.SigningRequest;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.KeyType;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OwnAuthorityTest extends CertificateAuthorityContract {
  private final OwnAuthorityServer server = new OwnAuthorityServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Override
  protected OwnAuthority authority() {
    return server.authority();
  }

  @Override
  protected List<String> names() {
    return List.of("www.example.org", "*.example.org", "127.0.0.1");
  }

  /** It is in this process, so what may not answer is its register. */
  @Override
  protected CertificateAuthority unreachable() {
    return new LostRegister(server.login()).authority();
  }

  @Test
  void it_lists_what_it_issued() {
    CertificateChain chain = issued();
    List<String> seen = new ArrayList<>();
    authority().each(one -> seen.add(CertificateChain.serial(one)));
    assertThat(seen).containsExactly(chain.serial());
  }

  @Test
  void it_revokes_nothing_that_it_did_not_issue() {
    try (OwnAuthorityServer other = new OwnAuthorityServer()) {
      CertificateChain stranger = other.authority().issue(order(KeyType.EC_P256));
      assertThat(failure(() -> authority().revoke(stranger, RevocationReason.SUPERSEDED)))
          .isEqualTo(FailureCode.NOT_FOUND);
    }
  }

  @Test
  void it_certifies_no_key_whose_owner_did_not_ask_for_it() {
    KeyPair mine = KeyPairs.make(KeyType.EC_P256);
    PublicKey anothers = KeyPairs.make(KeyType.EC_P256).getPublic();
    CertificateOrder stolen =
        new CertificateOrder(
            names(),
            SigningRequest.of(mine, names()),
            anothers,
            Optional.empty(),
            Optional.empty());
    assertThat(failure(() -> authority().issue(stolen))).isEqualTo(FailureCode.BAD_REQUEST);
  }

  @Test
  void what_is_kept_of_it_is_no_clue_where_it_cannot_be_read() {
    Login broken = new Login(OwnAuthority.KIND, SecretValue.of("{\"key\":\"hunter2\"}"));
    assertThat(
            failure(
                () -> new OwnAuthority("it", broken, server.register(), InstantSource.system())))
        .isEqualTo(FailureCode.ROTATOR_REJECTED);
  }

  @Test
  void it_issues_and_answers_to_many_at_once() throws Exception {
    OwnAuthority authority = authority();
    try (ExecutorService many = Executors.newFixedThreadPool(8)) {
      List<Callable<CertificateChain>> orders =
          IntStream.range(0, 40)
              .<Callable<CertificateChain>>mapToObj(
                  i -> () -> authority.issue(order(KeyType.EC_P256)))
              .toList();
      for (Future<CertificateChain> one : many.invokeAll(orders)) {
        one.get().leaf().verify(authority.anchors().getFirst().getPublicKey());
      }
    }
  }
}
