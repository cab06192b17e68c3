package dev.rekey.activities.target.iamkey;

import dev.rekey.activities.secret.Login;
import dev.rekey.activities.secret.SecretValue;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.IamServiceClientConfiguration;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.AccessKeyLastUsed;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.CreateAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.CreateAccessKeyResponse;
import software.amazon.awssdk.services.iam.model.DeleteAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.DeleteAccessKeyResponse;
import software.amazon.awssdk.services.iam.model.GetAccessKeyLastUsedRequest;
import software.amazon.awssdk.services.iam.model.GetAccessKeyLastUsedResponse;
import software.amazon.awssdk.services.iam.model.LimitExceededException;
import software.amazon.awssdk.services.iam.model.ListAccessKeysRequest;
import software.amazon.awssdk.services.iam.model.ListAccessKeysResponse;
import software.amazon.awssdk.services.iam.model.ListUserTagsRequest;
import software.amazon.awssdk.services.iam.model.ListUserTagsResponse;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.TagUserRequest;
import software.amazon.awssdk.services.iam.model.TagUserResponse;
import software.amazon.awssdk.services.iam.model.UntagUserRequest;
import software.amazon.awssdk.services.iam.model.UntagUserResponse;
import software.amazon.awssdk.services.iam.model.UpdateAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.UpdateAccessKeyResponse;
import software.amazon.awssdk.services.iam.model.UpdateUserRequest;
import software.amazon.awssdk.services.iam.model.UpdateUserResponse;

/**
 * IAM in memory, with its limit of two keys, and as consistent as IAM: what was changed shows only
 * after a while, in lists and at STS. Each call takes a second of its own time.
 */
final class InMemoryIam extends InMemoryPolicies {
  private static final int LIMIT = 2;

  private final IamHistory history = new IamHistory();
  private final Map<String, LastUse> uses = new HashMap<>();
  private int made;

  /** IAM's time, which passes with each call. */
  InstantSource clock() {
    return history::now;
  }

  /** Nobody calls for a while. */
  void pass(Duration time) {
    history.pass(time);
  }

  /** From history.now() on changes show only after this time. */
  void lagBy(Duration time) {
    history.lagBy(time);
  }

  /** What is really there. */
  IamHistory.State truth() {
    return history.truth();
  }

  /** Whether this key works in truth. */
  boolean accepts(Login login) {
    IamHistory.Made key = truth().keys().get(login.identity());
    return key != null && key.active() && key.secret().equals(login.value().reveal());
  }

  @Override
  boolean hasKeys(String user) {
    return truth().keys().values().stream().anyMatch(key -> key.user().equals(user));
  }

  /** Somebody uses a key for something. */
  void use(String key, String service) {
    uses.put(key, new LastUse(history.now(), service, "eu-central-1"));
  }

  /** What is seen from outside now. */
  IamHistory.State shown() {
    return history.shown();
  }

  @Override
  public String serviceName() {
    return IamClient.SERVICE_NAME;
  }

  @Override
  public void close() {}

  @Override
  public ListAccessKeysResponse listAccessKeys(ListAccessKeysRequest request) {
    List<AccessKeyMetadata> keys =
        shown().keys().entrySet().stream()
            .filter(key -> key.getValue().user().equals(request.userName()))
            .map(key -> metadata(key.getKey(), key.getValue()))
            .toList();
    return ListAccessKeysResponse.builder().accessKeyMetadata(keys).isTruncated(false).build();
  }

  private static AccessKeyMetadata metadata(String id, IamHistory.Made key) {
    return AccessKeyMetadata.builder()
        .userName(key.user())
        .accessKeyId(id)
        .status(key.active() ? StatusType.ACTIVE : StatusType.INACTIVE)
        .createDate(key.created())
        .build();
  }

  @Override
  public CreateAccessKeyResponse createAccessKey(CreateAccessKeyRequest request) {
    long there =
        truth().keys().values().stream().filter(k -> k.user().equals(request.userName())).count();
    if (there >= LIMIT) {
      throw LimitExceededException.builder().awsErrorDetails(error("LimitExceeded")).build();
    }
    Login key = make(request.userName());
    AccessKey.Builder answer =
        AccessKey.builder()
            .accessKeyId(key.identity())
            .secretAccessKey(key.value().reveal())
            .status(StatusType.ACTIVE)
            .createDate(history.now());
    return CreateAccessKeyResponse.builder().accessKey(answer.build()).build();
  }

  /** Somebody makes a key by hand. */
  Login make(String user) {
    String id = "AKIA%016d".formatted(++made);
    String secret = "secret-of-a-key-in-memory/%014d".formatted(made);
    history.changeKeys(
        keys -> IamHistory.with(keys, id, new IamHistory.Made(user, secret, true, history.now())));
    return new Login(id, SecretValue.of(secret));
  }

  @Override
  public UpdateAccessKeyResponse updateAccessKey(UpdateAccessKeyRequest request) {
    IamHistory.Made key = known(request.userName(), request.accessKeyId());
    boolean active = request.status() == StatusType.ACTIVE;
    IamHistory.Made changed = new IamHistory.Made(key.user(), key.secret(), active, key.created());
    history.changeKeys(keys -> IamHistory.with(keys, request.accessKeyId(), changed));
    return UpdateAccessKeyResponse.builder().build();
  }

  @Override
  public DeleteAccessKeyResponse deleteAccessKey(DeleteAccessKeyRequest request) {
    known(request.userName(), request.accessKeyId());
    history.changeKeys(keys -> IamHistory.without(keys, request.accessKeyId()));
    return DeleteAccessKeyResponse.builder().build();
  }

  @Override
  public GetAccessKeyLastUsedResponse getAccessKeyLastUsed(GetAccessKeyLastUsedRequest request) {
    IamHistory.@Nullable Made key = shown().keys().get(request.accessKeyId());
    if (key == null) {
      throw NoSuchEntityException.builder().awsErrorDetails(error("NoSuchEntity")).build();
    }
    AccessKeyLastUsed used =
        Optional.ofNullable(uses.get(request.accessKeyId()))
            .map(
                use ->
                    AccessKeyLastUsed.builder()
                        .lastUsedDate(use.at())
                        .serviceName(use.service())
                        .region(use.region()))
            .orElseGet(() -> AccessKeyLastUsed.builder().serviceName("N/A").region("N/A"))
            .build();
    return GetAccessKeyLastUsedResponse.builder()
        .userName(key.user())
        .accessKeyLastUsed(used)
        .build();
  }

  @Override
  public UpdateUserResponse updateUser(UpdateUserRequest request) {
    for (Map.Entry<String, IamHistory.Made> one : truth().keys().entrySet()) {
      IamHistory.Made key = one.getValue();
      if (key.user().equals(request.userName())) {
        IamHistory.Made moved =
            new IamHistory.Made(request.newUserName(), key.secret(), key.active(), key.created());
        history.changeKeys(keys -> IamHistory.with(keys, one.getKey(), moved));
      }
    }
    return UpdateUserResponse.builder().build();
  }

  @Override
  public ListUserTagsResponse listUserTags(ListUserTagsRequest request) {
    List<Tag> tags =
        shown().tags().getOrDefault(request.userName(), Map.of()).entrySet().stream()
            .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
            .toList();
    return ListUserTagsResponse.builder().tags(tags).isTruncated(false).build();
  }

  @Override
  public TagUserResponse tagUser(TagUserRequest request) {
    request
        .tags()
        .forEach(
            t ->
                history.changeTags(
                    request.userName(), tags -> IamHistory.with(tags, t.key(), t.value())));
    return TagUserResponse.builder().build();
  }

  @Override
  public UntagUserResponse untagUser(UntagUserRequest request) {
    request
        .tagKeys()
        .forEach(
            name -> history.changeTags(request.userName(), tags -> IamHistory.without(tags, name)));
    return UntagUserResponse.builder().build();
  }

  @Override
  public IamServiceClientConfiguration serviceClientConfiguration() {
    return IamServiceClientConfiguration.builder()
        .endpointOverride(URI.create("memory:iam"))
        .region(Region.EU_CENTRAL_1)
        .build();
  }

  private IamHistory.Made known(String user, String id) {
    IamHistory.Made key = truth().keys().get(id);
    if (key == null || !key.user().equals(user)) {
      throw NoSuchEntityException.builder().awsErrorDetails(error("NoSuchEntity")).build();
    }
    return key;
  }

  static AwsErrorDetails error(String code) {
    return AwsErrorDetails.builder().errorCode(code).errorMessage("in memory").build();
  }
}
