package dev.rekey.activities.target.iamkey;

import dev.rekey.activities.Deed;
import dev.rekey.activities.aws.AwsFailures;
import dev.rekey.activities.aws.principal.EachByItself;
import dev.rekey.model.FailureCode;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.StatusType;

/**
 * What an IAM user may have besides access keys and the console's password: SSH keys, signing
 * certificates, and passwords and API keys of single services. They are no sessions, so that no
 * denial of older sessions touches them: they would act again with the next key. IAM allows a user
 * few of each, so the first page is all.
 *
 * @param iam for calls that may be repeated
 * @param user the user's name
 */
record OtherCredentials(IamClient iam, String user) {
  private static final String ACTIVE = StatusType.ACTIVE.toString();

  /**
   * One of them.
   *
   * @param what its kind, in words
   * @param off makes it inactive
   */
  record One(String what, String id, boolean active, Runnable off) {
    String words() {
      return what + " " + id;
    }
  }

  private record Kind(String action, Supplier<Stream<One>> look) {}

  private List<Kind> kinds() {
    return List.of(
        new Kind("ListSSHPublicKeys", this::sshKeys),
        new Kind("ListSigningCertificates", this::certificates),
        new Kind("ListServiceSpecificCredentials", this::ofServices));
  }

  /** All of them, also the inactive ones. */
  List<One> all() {
    return kinds().stream().flatMap(kind -> seen(kind).stream()).toList();
  }

  /** Makes all inactive; what cannot be done is no reason to leave the others. */
  List<Deed> silence() {
    EachByItself each = new EachByItself();
    for (Kind kind : kinds()) {
      each.attempt(
          () -> seen(kind).stream().filter(One::active).map(OtherCredentials::silenced).toList());
    }
    return each.deeds();
  }

  private static Deed silenced(One one) {
    one.off().run();
    return Deed.done(one.words() + " made inactive; it was active");
  }

  private List<One> seen(Kind kind) {
    return called(kind.action(), () -> kind.look().get().toList());
  }

  private Stream<One> sshKeys() {
    return iam.listSSHPublicKeys(it -> it.userName(user)).sshPublicKeys().stream()
        .map(
            key ->
                one(
                    "SSH key",
                    key.sshPublicKeyId(),
                    key.statusAsString(),
                    "UpdateSSHPublicKey",
                    id ->
                        iam.updateSSHPublicKey(
                            it ->
                                it.userName(user).sshPublicKeyId(id).status(StatusType.INACTIVE))));
  }

  private Stream<One> certificates() {
    return iam.listSigningCertificates(it -> it.userName(user)).certificates().stream()
        .map(
            one ->
                one(
                    "signing certificate",
                    one.certificateId(),
                    one.statusAsString(),
                    "UpdateSigningCertificate",
                    id ->
                        iam.updateSigningCertificate(
                            it ->
                                it.userName(user).certificateId(id).status(StatusType.INACTIVE))));
  }

  private Stream<One> ofServices() {
    return iam
        .listServiceSpecificCredentials(it -> it.userName(user))
        .serviceSpecificCredentials()
        .stream()
        .map(
            one ->
                one(
                    "credential for " + one.serviceName(),
                    one.serviceSpecificCredentialId(),
                    one.statusAsString(),
                    "UpdateServiceSpecificCredential",
                    id ->
                        iam.updateServiceSpecificCredential(
                            it ->
                                it.userName(user)
                                    .serviceSpecificCredentialId(id)
                                    .status(StatusType.INACTIVE))));
  }

  private One one(String what, String id, String status, String action, Consumer<String> off) {
    return new One(
        what,
        id,
        ACTIVE.equals(status),
        () ->
            called(
                action,
                () -> {
                  off.accept(id);
                  return true;
                }));
  }

  private <T> T called(String action, Supplier<T> call) {
    return AwsFailures.classified(
        FailureCode.TARGET_UNAVAILABLE, "iam:" + action + " for the user " + user, call);
  }
}
