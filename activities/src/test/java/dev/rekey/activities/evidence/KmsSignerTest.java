package dev.rekey.activities.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.testing.AwsAccount;
import dev.rekey.activities.testing.AwsEndpoint;
import dev.rekey.model.FailureCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.model.KeySpec;

@Tag("aws")
class KmsSignerTest extends SignerContract {
  private final AwsAccount account = AwsAccount.fresh();
  private KmsKeyForSigning key;

  @BeforeEach
  void make() {
    AwsEndpoint.uri();
    key = KmsKeyForSigning.make(account);
  }

  @Override
  CheckpointSigner signer() {
    return key.signer("example.org/log");
  }

  @Test
  void a_key_that_is_disabled_does_not_sign_and_is_named() {
    key.disable();
    assertThatThrownBy(() -> signer().sign(new byte[] {1}))
        .isInstanceOfSatisfying(
            StepFailedException.class,
            e -> {
              assertThat(e.code()).isEqualTo(FailureCode.SIGNER_UNAVAILABLE);
              assertThat(e.reason()).contains(key.arn(), "does not sign");
            });
  }

  @Test
  void a_key_of_another_kind_is_refused() {
    CheckpointSigner other =
        KmsKeyForSigning.make(account, KeySpec.ECC_NIST_P256).signer("example.org/log");
    assertThatThrownBy(other::key)
        .isInstanceOfSatisfying(
            StepFailedException.class,
            e ->
                assertThat(e.reason())
                    .endsWith("is none of the kind ECC_NIST_EDWARDS25519, for signing"));
  }
}
