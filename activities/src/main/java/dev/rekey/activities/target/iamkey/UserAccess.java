package dev.rekey.activities.target.iamkey;

import dev.rekey.activities.aws.AwsFailures;
import dev.rekey.activities.aws.principal.Denial;
import dev.rekey.model.FailureCode;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

/**
 * What lets an IAM user in besides keys, and the inline policies that deny it everything.
 *
 * @param iam for calls that may be repeated
 * @param user the user's name
 */
record UserAccess(IamClient iam, String user) {
  /** Whether there is no such user: its keys and sessions went with it. */
  boolean isGone() {
    return known("GetUser", () -> iam.getUser(it -> it.userName(user))).isEmpty();
  }

  /** Whether the user has a password for the console. */
  boolean hasConsole() {
    return known("GetLoginProfile", () -> iam.getLoginProfile(it -> it.userName(user))).isPresent();
  }

  /** Takes the console's password away: IAM cannot switch it off. False if there is none. */
  boolean dropConsole() {
    return known("DeleteLoginProfile", () -> iam.deleteLoginProfile(it -> it.userName(user)))
        .isPresent();
  }

  /** An inline policy's document. */
  Optional<String> policy(String name) {
    return known("GetUserPolicy", () -> iam.getUserPolicy(it -> it.userName(user).policyName(name)))
        .map(answer -> Denial.decoded(answer.policyDocument()));
  }

  void putPolicy(String name, String document) {
    called(
        "PutUserPolicy",
        () -> iam.putUserPolicy(it -> it.userName(user).policyName(name).policyDocument(document)));
  }

  /** Takes an inline policy away; false if it was not there. */
  boolean dropPolicy(String name) {
    return known(
            "DeleteUserPolicy",
            () -> iam.deleteUserPolicy(it -> it.userName(user).policyName(name)))
        .isPresent();
  }

  private <T> Optional<T> known(String action, Supplier<T> call) {
    return called(
        action,
        () -> {
          try {
            return Optional.of(call.get());
          } catch (NoSuchEntityException none) {
            return Optional.empty();
          }
        });
  }

  private <T> T called(String action, Supplier<T> call) {
    return AwsFailures.classified(
        FailureCode.TARGET_UNAVAILABLE, "iam:" + action + " for the user " + user, call);
  }
}
