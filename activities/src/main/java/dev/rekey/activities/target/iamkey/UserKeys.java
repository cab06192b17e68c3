package dev.rekey.activities.target.iamkey;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.aws.AwsFailures;
import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import dev.rekey.model.FailureCode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.AccessKeyLastUsed;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.CreateAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.DeleteAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.GetAccessKeyLastUsedRequest;
import software.amazon.awssdk.services.iam.model.ListAccessKeysRequest;
import software.amazon.awssdk.services.iam.model.ListUserTagsRequest;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.TagUserRequest;
import software.amazon.awssdk.services.iam.model.UntagUserRequest;
import software.amazon.awssdk.services.iam.model.UpdateAccessKeyRequest;
import software.amazon.awssdk.services.iam.paginators.ListAccessKeysIterable;
import software.amazon.awssdk.services.iam.paginators.ListUserTagsIterable;

/**
 * The keys of one IAM user. Every call names the user, so that the key of another one is not found
 * and never touched.
 *
 * @param iam for calls that may be repeated
 * @param once without retries, for the one call that makes something each time
 * @param user the user's name
 */
record UserKeys(IamClient iam, IamClient once, String user) {
  /** All keys, also the inactive ones. A change of a moment ago may not show yet. */
  List<Key> list() {
    ListAccessKeysRequest request = ListAccessKeysRequest.builder().userName(user).build();
    return called(
            "ListAccessKeys", () -> new ListAccessKeysIterable(iam, request).stream().toList())
        .stream()
        .flatMap(page -> page.accessKeyMetadata().stream())
        .map(UserKeys::key)
        .toList();
  }

  private static Key key(AccessKeyMetadata found) {
    boolean active = found.status() == StatusType.ACTIVE;
    return new Key(found.accessKeyId(), active, found.createDate());
  }

  Optional<Key> find(String id) {
    return list().stream().filter(key -> key.id().equals(id)).findFirst();
  }

  /**
   * A key that is there.
   *
   * @throws StepFailedException REPLICA_BEHIND if IAM does not list it yet
   */
  Key listed(String id) {
    return find(id)
        .orElseThrow(
            () ->
                new StepFailedException(
                    FailureCode.REPLICA_BEHIND,
                    "IAM does not list the key " + id + " of the user " + user + " yet"));
  }

  /**
   * Has IAM make a key, in a single try: a lost answer is an orphan, which a second try would
   * double.
   *
   * @throws StepFailedException QUOTA_REACHED if the user has two keys
   */
  Login create() {
    CreateAccessKeyRequest request = CreateAccessKeyRequest.builder().userName(user).build();
    AccessKey made = called("CreateAccessKey", () -> once.createAccessKey(request)).accessKey();
    return new Login(made.accessKeyId(), SecretValue.of(made.secretAccessKey()));
  }

  /** Refuses or honours a key; false if the user has no such key. */
  boolean set(String id, StatusType status) {
    UpdateAccessKeyRequest request =
        UpdateAccessKeyRequest.builder().userName(user).accessKeyId(id).status(status).build();
    return changed("UpdateAccessKey", () -> iam.updateAccessKey(request));
  }

  /** Makes all inactive but this one, and names those that were active. */
  List<String> silence(String kept) {
    List<String> others =
        list().stream().filter(key -> key.active() && !key.id().equals(kept)).map(Key::id).toList();
    others.forEach(id -> set(id, StatusType.INACTIVE));
    return others;
  }

  /** Removes a key and what was noted of it; one that is gone already is a success. */
  void delete(String id) {
    DeleteAccessKeyRequest request =
        DeleteAccessKeyRequest.builder().userName(user).accessKeyId(id).build();
    changed("DeleteAccessKey", () -> iam.deleteAccessKey(request));
    untag(id);
  }

  /** When the key was used last; nothing if never, or if IAM does not know the key (any more). */
  Optional<LastUse> lastUse(String id) {
    GetAccessKeyLastUsedRequest request =
        GetAccessKeyLastUsedRequest.builder().accessKeyId(id).build();
    return called(
            "GetAccessKeyLastUsed",
            () -> {
              try {
                return Optional.ofNullable(iam.getAccessKeyLastUsed(request).accessKeyLastUsed());
              } catch (NoSuchEntityException gone) {
                return Optional.<AccessKeyLastUsed>empty();
              }
            })
        .flatMap(UserKeys::use);
  }

  private static Optional<LastUse> use(AccessKeyLastUsed used) {
    Optional<Instant> at = Optional.ofNullable(used.lastUsedDate());
    return at.map(when -> new LastUse(when, used.serviceName(), used.region()));
  }

  /**
   * What the user is called who has this key now; nothing if IAM does not say. Who is renamed keeps
   * the keys, under the name that somebody chose (IAM API reference, "UpdateUser").
   */
  Optional<String> owner(String id) {
    try {
      return called(
          "GetAccessKeyLastUsed",
          () -> Optional.ofNullable(iam.getAccessKeyLastUsed(it -> it.accessKeyId(id)).userName()));
    } catch (StepFailedException unknown) {
      return Optional.empty();
    }
  }

  /** The user's tags. */
  Map<String, String> tags() {
    ListUserTagsRequest request = ListUserTagsRequest.builder().userName(user).build();
    return called("ListUserTags", () -> new ListUserTagsIterable(iam, request).stream().toList())
        .stream()
        .flatMap(page -> page.tags().stream())
        .collect(Collectors.toMap(Tag::key, Tag::value, (one, same) -> one));
  }

  void tag(String name, String value) {
    Tag tag = Tag.builder().key(name).value(value).build();
    TagUserRequest request = TagUserRequest.builder().userName(user).tags(tag).build();
    called("TagUser", () -> iam.tagUser(request));
  }

  void untag(String name) {
    UntagUserRequest request = UntagUserRequest.builder().userName(user).tagKeys(name).build();
    changed("UntagUser", () -> iam.untagUser(request));
  }

  private boolean changed(String action, Runnable call) {
    return called(
        action,
        () -> {
          try {
            call.run();
            return true;
          } catch (NoSuchEntityException gone) {
            return false;
          }
        });
  }

  private <T> T called(String action, Supplier<T> call) {
    try {
      return call.get();
    } catch (SdkException e) {
      throw AwsFailures.of(
          e, FailureCode.TARGET_UNAVAILABLE, "iam:" + action + " for the user " + user);
    }
  }
}
