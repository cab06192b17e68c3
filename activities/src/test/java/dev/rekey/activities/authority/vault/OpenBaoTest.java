package dev.rekey.activities.authority.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.authority.CertificateAuthority;
import dev.rekey.activities.authority.CertificateAuthorityContract;
import dev.rekey.activities.authority.CertificateChain;
import dev.rekey.activities.authority.CertificateOrder;
import dev.rekey.activities.authority.KeyPairs;
import dev.rekey.activities.authority.RevocationReason;
import dev.rekey.activities.authority.SigningRequest;
import dev.rekey.activities.http.Post;
import dev.rekey.activities.testing.Programs;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.KeyType;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The PKI of OpenBao, by its real server. */
class OpenBaoTest extends CertificateAuthorityContract {
  private static Optional<OpenBao> server = Optional.empty();

  @BeforeAll
  static void start() {
    server = OpenBao.start();
    Assumptions.assumeTrue(server.isPresent(), "bao is not on the PATH");
  }

  @AfterAll
  static void stop() {
    server.ifPresent(OpenBao::close);
  }

  private static OpenBao bao() {
    return server.orElseThrow();
  }

  private Instant now = Instant.now();
  private final OpenBao.Mount mount = bao().mount();
  private final VaultMaker maker =
      new VaultMaker(any -> new Post(Duration.ofSeconds(30)), () -> now);
  private final VaultAuthority authority = of(mount.settings(mount.token()));

  private VaultAuthority of(Map<String, ?> settings) {
    return (VaultAuthority) maker.of("bao", OpenBao.login(settings));
  }

  private VaultAuthority with(String token, Map<String, ?> changes) {
    Map<String, Object> settings = mount.settings(token);
    settings.putAll(changes);
    return of(settings);
  }

  @Override
  protected VaultAuthority authority() {
    return authority;
  }

  @Override
  protected CertificateAuthority unreachable() {
    return with("any", Map.of("address", "http://127.0.0.1:" + Programs.freePort()));
  }

  @Override
  protected List<String> names() {
    return List.of("www.example.org", "*.edge.example.org");
  }

  /** Its lists have no reasons. */
  @Override
  protected boolean tellsReasons() {
    return false;
  }

  private StepFailedException refused(ThrowingCallable attempt) {
    return catchThrowableOfType(StepFailedException.class, attempt);
  }

  private CertificateOrder order(KeyPair keys, String name) {
    return new CertificateOrder(
        List.of(name),
        SigningRequest.of(keys, List.of(name)),
        keys.getPublic(),
        Optional.of(Duration.ofHours(3)),
        Optional.empty());
  }

  private CertificateOrder order(String name) {
    return order(KeyPairs.make(KeyType.EC_P256), name);
  }

  @Test
  void what_was_certified_unheard_is_found_by_its_key_unless_it_is_revoked() {
    CertificateOrder order = order(KeyType.EC_P256);
    CertificateChain lost = authority().issue(order);
    assertThat(authority().find(order.key(), Optional.empty()))
        .hasValueSatisfying(found -> assertThat(found).isEqualTo(lost));
    authority().revoke(lost, RevocationReason.SUPERSEDED);
    assertThat(authority().find(order.key(), Optional.empty())).isEmpty();
  }

  @Test
  void a_certificate_lasts_as_long_as_was_asked_for() {
    CertificateChain chain = authority().issue(order("www.example.org"));
    assertThat(chain.leaf().getNotAfter().toInstant())
        .isBefore(Instant.now().plus(Duration.ofHours(4)));
  }

  @Test
  void it_lists_what_it_issued() {
    CertificateChain chain = issued();
    List<String> seen = new ArrayList<>();
    authority().each(one -> seen.add(CertificateChain.serial(one)));
    assertThat(seen).contains(chain.serial());
  }

  @Test
  void a_name_that_the_role_does_not_allow_is_explained_and_nothing_is_issued() {
    StepFailedException refused = refused(() -> authority().issue(order("www.secret-project.com")));
    assertThat(refused.code()).isEqualTo(FailureCode.ORDER_REFUSED);
    assertThat(refused.reason()).contains("role web").contains("www.secret-project.com");
    assertThat(mount.live()).isZero();
  }

  @Test
  void a_token_that_does_not_count_is_told_from_a_policy_that_lacks_something() {
    assertThat(refused(() -> with("s.nobody", Map.of()).check(names())).code())
        .isEqualTo(FailureCode.ROTATOR_REJECTED);
    String little =
        mount.token(
            "path \"%1$s/roles/web\" { capabilities = [\"read\"] }",
            "path \"%1$s/sign/web\" { capabilities = [\"update\"] }");
    StepFailedException lacks = refused(() -> with(little, Map.of()).check(names()));
    assertThat(lacks.code()).isEqualTo(FailureCode.PERMISSION_DENIED);
    assertThat(lacks.reason()).contains("read").contains("/cert/");
    CertificateChain chain = issued();
    assertThat(
            refused(() -> with(little, Map.of()).revoke(chain, RevocationReason.SUPERSEDED)).code())
        .isEqualTo(FailureCode.PERMISSION_DENIED);
  }

  @Test
  void a_role_or_mount_that_is_not_there_is_named() {
    String wide = mount.token("path \"*\" { capabilities = [\"read\", \"update\", \"list\"] }");
    assertThat(refused(() -> with(wide, Map.of("role", "nobody")).check(names())).reason())
        .contains("no role nobody");
    assertThat(refused(() -> with(wide, Map.of("mount", "elsewhere")).check(names())).code())
        .isEqualTo(FailureCode.NOT_FOUND);
  }

  @Test
  void a_role_that_keeps_nothing_is_not_taken() {
    mount.role("web", Map.of("no_store", true));
    StepFailedException refused = refused(() -> authority().check(names()));
    assertThat(refused.code()).isEqualTo(FailureCode.BAD_REQUEST);
    assertThat(refused.reason()).contains("no_store");
  }

  @Test
  void whoever_has_the_key_revokes_where_the_policy_does_not_let_the_number_do() {
    KeyPair keys = KeyPairs.make(KeyType.EC_P256);
    CertificateChain chain = authority().issue(order(keys, "www.example.org"));
    String byKey = mount.token("path \"%1$s/revoke-with-key\" { capabilities = [\"update\"] }");
    with(byKey, Map.of()).revokeWithKey(keys, chain, RevocationReason.KEY_COMPROMISE);
    with(byKey, Map.of()).revokeWithKey(keys, chain, RevocationReason.KEY_COMPROMISE);
    assertThat(mount.revoked(chain.leaf())).isTrue();
  }

  @Test
  void a_token_that_ends_is_renewed_in_its_second_half() {
    String token =
        bao().token(mount.policy(""), Map.of("ttl", "100s", "explicit_max_ttl", "1000s"));
    VaultAuthority brief = with(token, Map.of());
    brief.check(names());
    now = now.plusSeconds(40);
    brief.check(names());
    assertThat(bao().renewed(token)).isFalse();
    now = now.plusSeconds(20);
    brief.check(names());
    assertThat(bao().renewed(token)).isTrue();
  }

  @Test
  void an_app_role_logs_in_and_again_when_its_token_counts_no_more() {
    Map<String, Object> settings = mount.settings("none");
    settings.remove("token");
    settings.put("appRole", bao().appRole(mount.policy(""), "1h"));
    VaultAuthority role = of(settings);
    role.check(names());
    bao().endAppRoles();
    assertThat(role.issue(order("www.example.org")).serial()).isNotBlank();
    settings.put("appRole", Map.of("roleId", "nobody", "secretId", "nothing"));
    assertThat(refused(() -> of(settings).check(names())).code())
        .isEqualTo(FailureCode.ROTATOR_REJECTED);
  }

  @Test
  void one_that_is_sealed_is_unavailable_and_says_so() {
    try (OpenBao other = OpenBao.start().orElseThrow()) {
      OpenBao.Mount sealed = other.mount();
      CertificateAuthority there =
          new VaultMaker(any -> new Post(Duration.ofSeconds(30)), InstantSource.system())
              .of("sealed", sealed.login());
      other.seal();
      StepFailedException refused = refused(() -> there.check(names()));
      assertThat(refused.code()).isEqualTo(FailureCode.TARGET_UNAVAILABLE);
      assertThat(refused.reason()).contains("is sealed");
    }
  }
}
