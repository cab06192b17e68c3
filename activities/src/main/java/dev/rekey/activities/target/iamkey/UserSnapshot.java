package dev.rekey.activities.target.iamkey;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.aws.AwsFailures;
import dev.rekey.model.FailureCode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPermissionsBoundary;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.Group;

/**
 * What an IAM user is and may be before the first change of a response: names alone, no document
 * and no value. Each part is looked at by itself, as long as there is time; all lists are short by
 * IAM's quotas, so the first page of each is all of it.
 *
 * @param iam for calls that may be repeated
 * @param keys the user's keys
 * @param access what lets it in besides
 * @param clock ours
 */
record UserSnapshot(IamClient iam, UserKeys keys, UserAccess access, InstantSource clock) {
  /** A response waits five seconds for all that it looks at before it begins. */
  private static final Duration TIME = Duration.ofSeconds(4);

  private record Part(String name, String action, Supplier<Stream<String>> look) {}

  private List<Part> all() {
    return List.of(
        new Part("keys", "ListAccessKeys", () -> keys.list().stream().map(UserSnapshot::words)),
        new Part("password of the console", "GetLoginProfile", this::console),
        new Part("other credentials", "ListSSHPublicKeys", this::others),
        new Part("MFA devices", "ListMFADevices", this::devices),
        new Part("groups", "ListGroupsForUser", this::groups),
        new Part("attached policies", "ListAttachedUserPolicies", this::attached),
        new Part("inline policies", "ListUserPolicies", this::inline),
        new Part("permissions boundary", "GetUser", this::boundary),
        new Part("tags", "ListUserTags", () -> keys.tags().keySet().stream()));
  }

  /** A sentence for each part, also for one that could not be seen. */
  List<String> parts() {
    Instant end = clock.instant().plus(TIME);
    List<String> parts = new ArrayList<>();
    for (Part part : all()) {
      parts.add(
          part.name() + ": " + (clock.instant().isBefore(end) ? seen(part) : "no time to look"));
    }
    return parts;
  }

  private String seen(Part part) {
    try {
      List<String> found =
          AwsFailures.classified(
              FailureCode.TARGET_UNAVAILABLE,
              "iam:" + part.action() + " for the user " + keys.user(),
              () -> part.look().get().sorted().toList());
      return found.isEmpty() ? "none" : String.join(", ", found);
    } catch (StepFailedException e) {
      return "not known, " + e.reason();
    }
  }

  private static String words(Key key) {
    return key.id() + (key.active() ? " active" : " inactive") + ", made " + key.created();
  }

  private Stream<String> console() {
    return access.hasConsole() ? Stream.of("there") : Stream.of();
  }

  private Stream<String> others() {
    return new OtherCredentials(iam, keys.user())
        .all().stream().map(one -> one.words() + (one.active() ? " active" : " inactive"));
  }

  private Stream<String> devices() {
    return new MfaDevices(iam, keys.user()).all();
  }

  private Stream<String> groups() {
    return iam.listGroupsForUser(it -> it.userName(keys.user())).groups().stream()
        .map(Group::groupName);
  }

  private Stream<String> attached() {
    return iam.listAttachedUserPolicies(it -> it.userName(keys.user())).attachedPolicies().stream()
        .map(AttachedPolicy::policyArn);
  }

  private Stream<String> inline() {
    return iam.listUserPolicies(it -> it.userName(keys.user())).policyNames().stream();
  }

  private Stream<String> boundary() {
    return Optional.ofNullable(
        iam.getUser(it -> it.userName(keys.user())).user().permissionsBoundary())
        .map(AttachedPermissionsBoundary::permissionsBoundaryArn)
        .stream();
  }
}
