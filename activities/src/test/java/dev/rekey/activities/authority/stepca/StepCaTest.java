package dev.rekey.activities.authority.stepca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.authority.CertificateAuthority;
import dev.rekey.activities.authority.CertificateAuthorityContract;
import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.CertificateOrder;
import dev.rekey.activities.testing.Programs;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.KeyType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** step-ca by its own API, at its real server. */
class StepCaTest extends CertificateAuthorityContract {
  private static Optional<StepCaServer> server = Optional.empty();

  @BeforeAll
  static void start() {
    server = StepCaServer.start();
    Assumptions.assumeTrue(server.isPresent(), "step-ca is not on the PATH");
  }

  @AfterAll
  static void stop() {
    server.ifPresent(StepCaServer::close);
  }

  private static StepCaServer ca() {
    return server.orElseThrow();
  }

  private static StepCaAuthority with(Map<String, ?> changes) {
    Map<String, Object> settings = ca().known();
    settings.putAll(changes);
    return (StepCaAuthority) new StepCaMaker().of("step", StepCaServer.login(settings));
  }

  private final StepCaAuthority authority = with(Map.of());

  @Override
  protected StepCaAuthority authority() {
    return authority;
  }

  @Override
  protected CertificateAuthority unreachable() {
    return with(Map.of("address", "https://127.0.0.1:" + Programs.freePort()));
  }

  @Override
  protected List<String> names() {
    return List.of("www.example.org", "*.edge.example.org", "127.0.0.1");
  }

  private static StepFailedException refused(ThrowingCallable attempt) {
    return catchThrowableOfType(StepFailedException.class, attempt);
  }

  @Test
  void each_answer_that_is_lost_costs_one_number_and_only_the_last_certificate_counts() {
    CertificateOrder order = order(KeyType.EC_P256);
    List<CertificateChain> lost = new ArrayList<>(List.of(authority().issue(order)));
    for (int i = 0; i < 3; i++) {
      lost.add(authority().resume(order));
    }
    CertificateChain kept = lost.removeLast();
    assertThat(ca().revoked())
        .containsAll(lost.stream().map(one -> one.leaf().getSerialNumber()).toList())
        .doesNotContain(kept.leaf().getSerialNumber());
    assertThat(new HashSet<>(lost)).hasSize(3);
  }

  @Test
  void what_is_issued_only_after_it_was_given_up_is_revoked_all_the_same() {
    CertificateOrder late = order(KeyType.EC_P256);
    authority().abandon(late);
    assertThat(ca().revoked()).contains(authority().issue(late).leaf().getSerialNumber());
  }

  @Test
  void a_provisioner_that_chooses_the_number_itself_is_not_taken_and_leaves_nothing_valid() {
    StepCaAuthority plain = with(Map.of("provisioner", "plain"));
    StepFailedException refused = refused(() -> plain.check(names()));
    assertThat(refused.code()).isEqualTo(FailureCode.BAD_REQUEST);
    assertThat(refused.reason()).contains("template").contains("plain");
    int before = ca().revoked().size();
    assertThat(refused(() -> plain.issue(order(KeyType.EC_P256))).code())
        .isEqualTo(FailureCode.BAD_REQUEST);
    assertThat(ca().revoked()).hasSize(before + 1);
  }

  @Test
  void a_provisioner_that_is_not_there_or_has_another_key_is_named() {
    assertThat(refused(() -> with(Map.of("provisioner", "nobody")).check(names())).code())
        .isEqualTo(FailureCode.NOT_FOUND);
    assertThat(refused(() -> with(Map.of("provisioner", "acme")).check(names())).code())
        .isEqualTo(FailureCode.ROTATOR_REJECTED);
    try (StepCaServer other = StepCaServer.start().orElseThrow()) {
      Map<String, Object> key = Map.of("key", other.privateKey());
      StepCaAuthority stranger = with(key);
      assertThat(refused(() -> stranger.check(names())).code())
          .isEqualTo(FailureCode.ROTATOR_REJECTED);
      assertThat(refused(() -> stranger.issue(order(KeyType.EC_P256))).code())
          .isEqualTo(FailureCode.ROTATOR_REJECTED);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          address     | http://ca.example.org | address
          provisioner | ''                    | provisioner
          roots       | hunter2               | roots
          key         | hunter2               | key
          kye         | hunter2               | kye
          """)
  void settings_that_are_wrong_are_named_by_their_field_and_never_quoted(
      String field, String value, String named) {
    StepFailedException refused = refused(() -> with(Map.of(field, value)));
    assertThat(refused.code()).isEqualTo(FailureCode.BAD_REQUEST);
    assertThat(refused.reason()).contains(named).doesNotContain("hunter2");
  }

  @Test
  void a_key_without_its_private_half_is_refused_and_none_is_printed() {
    Map<String, Object> half = new HashMap<>(ca().privateKey());
    Object secret = half.remove("d");
    assertThat(refused(() -> with(Map.of("key", half))).reason()).contains("wrong key");
    assertThat(StepCaSettings.of(StepCaServer.login(ca().known())).toString())
        .doesNotContain(String.valueOf(secret));
  }
}
