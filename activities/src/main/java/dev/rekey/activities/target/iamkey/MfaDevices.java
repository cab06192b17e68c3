package dev.rekey.activities.target.iamkey;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.aws.AwsFailures;
import dev.rekey.model.FailureCode;
import dev.rekey.model.incident.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.MFADevice;

/**
 * What a user proves a second factor by. Who sets one up may come back with it, and shuts the owner
 * out where a policy asks for one. IAM allows eight, so the first page is all.
 */
record MfaDevices(IamClient iam, String user) {
  /** The serial numbers. */
  Stream<String> all() {
    return listed().map(MFADevice::serialNumber);
  }

  private Stream<MFADevice> listed() {
    return iam.listMFADevices(it -> it.userName(user)).mfaDevices().stream();
  }

  /** Those that were set up since then, whoever did it, and however. */
  List<Finding> since(Instant since, String where) {
    try {
      return AwsFailures.classified(
          FailureCode.TARGET_UNAVAILABLE,
          "iam:ListMFADevices for the user " + user,
          () ->
              listed()
                  .filter(one -> !one.enableDate().isBefore(since))
                  .map(one -> found(one, where))
                  .toList());
    } catch (StepFailedException e) {
      return e.code() == FailureCode.NOT_FOUND // with the user they are gone
          ? List.of()
          : List.of(
              new Finding("MFA devices: not known, " + e.reason(), user, where, Optional.empty()));
    }
  }

  private Finding found(MFADevice one, String where) {
    return new Finding(
        "MFA device of the user " + user + " set up since then",
        one.serialNumber(),
        where,
        Optional.of(one.enableDate()));
  }
}
