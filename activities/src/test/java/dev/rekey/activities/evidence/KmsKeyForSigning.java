package dev.rekey.activities.evidence;

import dev.rekey.activities.testing.AwsAccount;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

/** A key in an emulator's KMS. */
record KmsKeyForSigning(AwsAccount account, String arn) {
  static KmsKeyForSigning make(AwsAccount account) {
    return make(account, KeySpec.ECC_NIST_EDWARDS25519);
  }

  static KmsKeyForSigning make(AwsAccount account, KeySpec kind) {
    try (KmsClient kms = kms(account)) {
      String arn =
          kms.createKey(create -> create.keySpec(kind).keyUsage(KeyUsageType.SIGN_VERIFY))
              .keyMetadata()
              .arn();
      return new KmsKeyForSigning(account, arn);
    }
  }

  private static KmsClient kms(AwsAccount account) {
    return account.client(KmsClient.builder().httpClient(UrlConnectionHttpClient.create()));
  }

  KmsSigner signer(String origin) {
    return new KmsSigner(arn, () -> origin, () -> kms(account));
  }

  void disable() {
    try (KmsClient kms = kms(account)) {
      kms.disableKey(disable -> disable.keyId(arn));
    }
  }
}
