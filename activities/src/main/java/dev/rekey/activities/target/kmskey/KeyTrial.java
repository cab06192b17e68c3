package dev.rekey.activities.target.kmskey;

import dev.rekey.activities.aws.AwsFailures;
import dev.rekey.activities.target.Trial.Verdict;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KmsException;

/**
 * Tries a key: a nonce is encrypted and decrypted, and must not come back under another encryption
 * context, for what decrypts anything proves nothing.
 */
final class KeyTrial {
  /** How our tries are told from the uses of others. */
  static final String CONTEXT = "rekey";

  static final String PROBE = "probe";

  private static final int BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** What KMS says of a key that nobody can use; "access denied" is about us alone. */
  private static final Set<String> REFUSED =
      Set.of("DisabledException", "KMSInvalidStateException", "NotFoundException");

  private KeyTrial() {}

  static Verdict of(KmsClient kms, String arn) {
    byte[] nonce = new byte[BYTES];
    RANDOM.nextBytes(nonce);
    SdkBytes plain = SdkBytes.fromByteArray(nonce);
    Map<String, String> context = Map.of(CONTEXT, PROBE);
    try {
      SdkBytes cipher =
          kms.encrypt(it -> it.keyId(arn).plaintext(plain).encryptionContext(context))
              .ciphertextBlob();
      SdkBytes back =
          kms.decrypt(it -> it.keyId(arn).ciphertextBlob(cipher).encryptionContext(context))
              .plaintext();
      return back.equals(plain) && !cipher.equals(plain) && refusesWrong(kms, arn, cipher)
          ? Verdict.ACCEPTED
          : Verdict.UNKNOWN;
    } catch (KmsException e) {
      return REFUSED.contains(AwsFailures.errorCode(e)) ? Verdict.REFUSED : Verdict.UNKNOWN;
    }
  }

  private static boolean refusesWrong(KmsClient kms, String arn, SdkBytes cipher) {
    try {
      kms.decrypt(
          it ->
              it.keyId(arn)
                  .ciphertextBlob(cipher)
                  .encryptionContext(Map.of(CONTEXT, PROBE, "wrong", "context")));
      return false;
    } catch (KmsException e) {
      return AwsFailures.errorCode(e).equals("InvalidCiphertextException");
    }
  }
}
