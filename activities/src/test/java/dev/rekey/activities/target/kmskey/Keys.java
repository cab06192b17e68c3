package dev.rekey.activities.target.kmskey;

import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.model.credential.KmsKey;
import dev.rekey.model.credential.SecretId;
import java.util.List;

/** Keys to test with. */
final class Keys {
  private Keys() {}

  static KmsKey of(String account, String region) {
    return new KmsKey(
        new SecretId("keys/orders"),
        "alias/orders",
        account,
        region,
        List.of("orders/"),
        KmsKey.QUIET);
  }

  static Login login(String arn) {
    return new Login(arn, SecretValue.of(arn));
  }
}
