package dev.rekey.activities.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GetPublicKeyRequest;
import software.amazon.awssdk.services.kms.model.GetPublicKeyResponse;
import software.amazon.awssdk.services.kms.model.KmsException;

/** By which names a report may mean the key that signs. */
class KmsSignerNamesTest {
  private static final String ALIAS = "arn:aws:kms:eu-central-1:111122223333:alias/evidence";
  private static final String KEY = "arn:aws:kms:eu-central-1:111122223333:key/1234-abcd";

  @Test
  void by_the_alias_that_was_given_and_last_by_the_key_that_stands_behind_it() {
    assertThat(signer(false).names()).containsExactly(ALIAS, KEY);
  }

  @Test
  void a_key_that_may_not_be_looked_at_has_the_name_that_was_given() {
    assertThat(signer(true).names()).containsExactly(ALIAS);
  }

  private static KmsSigner signer(boolean refuses) {
    return new KmsSigner(ALIAS, () -> "example.org/log", () -> new Kms(refuses));
  }

  private record Kms(boolean refuses) implements KmsClient {
    @Override
    public GetPublicKeyResponse getPublicKey(GetPublicKeyRequest ask) {
      if (refuses) {
        throw KmsException.builder().statusCode(400).message("AccessDenied").build();
      }
      return GetPublicKeyResponse.builder().keyId(KEY).build();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {
      // nothing is open
    }
  }
}
