package dev.rekey.activities.evidence;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.aws.AwsClients;
import dev.rekey.activities.aws.AwsFailures;
import dev.rekey.activities.aws.OnFirstUse;
import dev.rekey.model.FailureCode;
import dev.rekey.model.transparency.NoteKey;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GetPublicKeyResponse;
import software.amazon.awssdk.services.kms.model.MessageType;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;

/**
 * Signs with a key in AWS KMS, of the kind {@code ECC_NIST_EDWARDS25519}: nobody ever has it, and
 * who signed is in CloudTrail. What is signed is the text itself and not a hash of it, so that the
 * signature is plain Ed25519, which everybody verifies.
 */
public final class KmsSigner implements CheckpointSigner {
  private final String id;
  private final Supplier<String> origin;
  private final Supplier<KmsClient> kms;

  /**
   * Takes the key.
   *
   * @param id its ARN
   * @param origin the log's name
   */
  public KmsSigner(String id, Supplier<String> origin) {
    this(id, origin, () -> AwsClients.open(KmsClient.builder()));
  }

  KmsSigner(String id, Supplier<String> origin, Supplier<KmsClient> kms) {
    this.id = id;
    this.origin = origin;
    this.kms = new OnFirstUse<>(kms);
  }

  @Override
  public NoteKey key() {
    GetPublicKeyResponse key = called(() -> kms.get().getPublicKey(get -> get.keyId(id)));
    try {
      return NoteKey.ofX509(origin.get(), NoteKey.Kind.NOTE, key.publicKey().asByteArray());
    } catch (IllegalArgumentException e) {
      throw failed("is none of the kind ECC_NIST_EDWARDS25519, for signing");
    }
  }

  /** As it was given, which may be an alias, and as KMS has it. */
  @Override
  public List<String> names() {
    try {
      String arn = called(() -> kms.get().getPublicKey(get -> get.keyId(id))).keyId();
      return Stream.of(id, arn).distinct().toList();
    } catch (StepFailedException e) {
      return List.of(id);
    }
  }

  @Override
  public byte[] sign(byte[] text) {
    return called(
        () ->
            kms.get()
                .sign(
                    sign ->
                        sign.keyId(id)
                            .message(SdkBytes.fromByteArray(text))
                            .messageType(MessageType.RAW)
                            .signingAlgorithm(SigningAlgorithmSpec.ED25519_SHA_512))
                .signature()
                .asByteArray());
  }

  private <T> T called(Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException e) {
      throw failed(
          "does not sign; "
              + AwsFailures.of(e, FailureCode.SIGNER_UNAVAILABLE, "AWS KMS").reason());
    }
  }

  private StepFailedException failed(String what) {
    return new StepFailedException(
        FailureCode.SIGNER_UNAVAILABLE, "The evidence log's key " + id + " " + what);
  }
}
