package dev.rekey.activities.rollover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.authority.RevocationReason;
import dev.rekey.activities.authority.own.OwnAuthority;
import dev.rekey.activities.authority.own.OwnAuthorityServer;
import dev.rekey.activities.authority.own.OwnRegister;
import dev.rekey.activities.authority.status.FreshStatus;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.testing.InMemorySecretStore;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.TlsCertificate;
import dev.rekey.model.credential.VersionId;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The parent of a compromised authority revokes it, and that is read back. */
class CondemnationTest {
  @AutoClose private final OwnAuthorityServer parent = new OwnAuthorityServer();
  private final InMemorySecretStore store = new InMemorySecretStore();
  private final List<String> seen = new ArrayList<>();
  private final Condemnation condemnation =
      new Condemnation(
          new KnownAuthorities(store),
          parent.authorities(),
          new FreshStatus(Duration.ofSeconds(10), InstantSource.system()));
  private X509Certificate below;

  @BeforeEach
  void certify() {
    store.create(
        TlsCertificate.authoritySecret("tests"),
        new VersionId("00000000-0000-0000-0000-000000000001"),
        parent.login());
    Login made = parent.authority().makeBelow("below", URI.create("http://below.invalid"));
    below =
        new OwnAuthority("below", made, parent.register(), InstantSource.system())
            .anchors()
            .getFirst();
  }

  @Test
  void it_is_revoked_with_its_reason_and_list_and_responder_say_so() {
    assertThat(condemnation.by("tests", below, seen)).isEmpty();
    assertThat(parent.register().revocations("tests"))
        .extracting(OwnRegister.Revocation::reason)
        .containsExactly(RevocationReason.CA_COMPROMISE);
    assertThat(seen).hasSize(2).allSatisfy(line -> assertThat(line).contains("is revoked"));
  }

  @Test
  void a_responder_that_is_down_says_nothing_so_it_is_asked_again() {
    parent.responderIsDown(true);
    assertThat(condemnation.by("tests", below, seen)).hasSize(2);
    assertThat(seen).isEmpty();
    parent.responderIsDown(false);
    assertThat(condemnation.by("tests", below, seen)).isEmpty();
  }

  @Test
  void what_it_certified_below_is_believed_by_its_root() throws Exception {
    below.verify(parent.authority().anchors().getFirst().getPublicKey());
    assertThat(below.getBasicConstraints()).isZero();
    assertThat(parent.authority().anchors().getFirst().getBasicConstraints()).isPositive();
  }

  @Test
  void a_parent_that_is_not_known_is_named() {
    StepFailedException refused =
        catchThrowableOfType(
            StepFailedException.class, () -> condemnation.by("nobody", below, seen));
    assertThat(refused.code()).isEqualTo(FailureCode.NOT_FOUND);
    assertThat(refused.reason()).contains("nobody");
  }
}
