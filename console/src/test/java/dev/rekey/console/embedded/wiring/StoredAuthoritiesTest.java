package dev.rekey.console.embedded.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.authority.EveryAuthority;
import dev.rekey.activities.inventory.AuthorityRecords;
import dev.rekey.activities.testing.InMemorySecretStore;
import dev.rekey.activities.testing.LedgerDatabase;
import dev.rekey.console.api.AuthorityOrder;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.SecretId;
import dev.rekey.model.credential.TlsCertificate;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Authorities that are to be known: what is wrong is said, and nothing is kept. */
class StoredAuthoritiesTest {
  private static final URI STATUS = URI.create("http://127.0.0.1/status");
  private static final LedgerDatabase DATABASE = new LedgerDatabase();
  private static final SecretId SECRET = TlsCertificate.authoritySecret("there");

  private final InMemorySecretStore store = new InMemorySecretStore();
  private final StoredAuthorities authorities =
      new StoredAuthorities(
          store,
          EveryAuthority.remote(),
          Optional.empty(),
          new AuthorityRecords(DATABASE.ledger()));

  @AfterAll
  static void close() {
    DATABASE.close();
  }

  private StepFailedException refused(String kind, String settings) {
    StepFailedException refused =
        catchThrowableOfType(
            StepFailedException.class,
            () ->
                authorities.add(
                    new AuthorityOrder("there", kind, Optional.of(settings)), STATUS, false));
    assertThatThrownBy(() -> store.truth(SECRET)).hasMessageContaining("is not in the store");
    return refused;
  }

  @ParameterizedTest
  @ValueSource(strings = {"acme", "aws-private-ca", "step-ca", "vault"})
  void settings_that_cannot_be_read_are_refused_and_nothing_is_kept(String kind) {
    StepFailedException refused = refused(kind, "{\"secret\": \"hunter2\"}");
    assertThat(refused.code()).isEqualTo(FailureCode.BAD_REQUEST);
    assertThat(refused.reason())
        .contains("The settings of the authority lack ")
        .doesNotContain("hunter2");
  }

  @Test
  void a_kind_that_nobody_serves_is_refused_with_those_that_are() {
    assertThat(refused("vautl", "{}").reason()).contains("acme, aws-private-ca, step-ca, vault");
  }
}
