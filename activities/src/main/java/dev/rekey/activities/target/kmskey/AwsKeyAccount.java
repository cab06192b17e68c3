package dev.rekey.activities.target.kmskey;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.aws.AwsClients;
import dev.rekey.activities.aws.AwsFailures;
import dev.rekey.activities.aws.AwsPlace;
import dev.rekey.activities.aws.EventHistory;
import dev.rekey.activities.target.Trial.Verdict;
import dev.rekey.model.FailureCode;
import dev.rekey.model.credential.KmsKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyListEntry;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.NotFoundException;
import software.amazon.awssdk.services.kms.model.Tag;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The account as AWS has it, with the platform's credentials. */
final class AwsKeyAccount implements KeyAccount {
  /** The shortest waiting time that KMS allows before it deletes a key. */
  private static final int DAYS = 7;

  private final Function<Region, Clients> open;
  private final Map<String, Clients> clients = new ConcurrentHashMap<>();
  private final KeyTrail trail;

  /**
   * Clients of one region.
   *
   * @param kms repeats what failed
   * @param once does not: for what makes something, or must be known at once
   * @param secrets Secrets Manager
   */
  record Clients(KmsClient kms, KmsClient once, SecretsManagerClient secrets) {}

  AwsKeyAccount() {
    this(
        region ->
            new Clients(
                AwsClients.open(KmsClient.builder().region(region)),
                AwsClients.withoutRetries(KmsClient.builder().region(region)).build(),
                AwsClients.open(SecretsManagerClient.builder().region(region))),
        new EventHistory());
  }

  AwsKeyAccount(Function<Region, Clients> open, EventHistory history) {
    this.open = open;
    this.trail = new KeyTrail(history);
  }

  private Clients at(KmsKey spec) {
    return clients.computeIfAbsent(spec.region(), it -> open.apply(Region.of(it)));
  }

  @Override
  public String behind(KmsKey spec) {
    return call(
        "looking up " + spec.alias(),
        () -> at(spec).kms().describeKey(it -> it.keyId(spec.alias())).keyMetadata().arn());
  }

  @Override
  public void point(KmsKey spec, String arn) {
    call(
        "moving " + spec.alias(),
        () -> at(spec).kms().updateAlias(it -> it.aliasName(spec.alias()).targetKeyId(arn)));
  }

  @Override
  public State state(KmsKey spec, String arn) {
    return call(
        "reading the state of a key",
        () -> {
          try {
            return switch (at(spec)
                .kms()
                .describeKey(it -> it.keyId(arn))
                .keyMetadata()
                .keyState()) {
              case ENABLED, CREATING, UPDATING -> State.ENABLED;
              case DISABLED -> State.DISABLED;
              default -> State.GONE;
            };
          } catch (NotFoundException e) {
            return State.GONE;
          }
        });
  }

  @Override
  public List<Tagged> tagged(KmsKey spec, String tag, String value) {
    List<KeyListEntry> all =
        call("listing keys", () -> at(spec).kms().listKeysPaginator().keys().stream().toList());
    List<Tagged> found = new ArrayList<>();
    for (KeyListEntry entry : all) {
      Map<String, String> tags = call("reading a key's tags", () -> tags(spec, entry.keyArn()));
      if (value.equals(tags.get(tag))) {
        found.add(new Tagged(entry.keyArn(), state(spec, entry.keyArn()), tags));
      }
    }
    return found;
  }

  /** A key of which we may not know anything is not one that we made with a policy like ours. */
  private Map<String, String> tags(KmsKey spec, String arn) {
    try {
      return at(spec).kms().listResourceTagsPaginator(it -> it.keyId(arn)).tags().stream()
          .collect(java.util.stream.Collectors.toMap(Tag::tagKey, Tag::tagValue));
    } catch (KmsException e) {
      if (AwsFailures.errorCode(e).equals("AccessDeniedException")) {
        return Map.of();
      }
      throw e;
    }
  }

  @Override
  public String create(KmsKey spec, String like, Map<String, String> tags) {
    String policy = policy(spec, like);
    List<Tag> own =
        tags.entrySet().stream()
            .map(tag -> Tag.builder().tagKey(tag.getKey()).tagValue(tag.getValue()).build())
            .toList();
    return call(
        "making a key",
        () ->
            at(spec)
                .once()
                .createKey(it -> it.policy(policy).tags(own).description(spec.alias()))
                .keyMetadata()
                .arn());
  }

  @Override
  public String policy(KmsKey spec, String arn) {
    return call(
        "reading a key's policy",
        () -> at(spec).kms().getKeyPolicy(it -> it.keyId(arn).policyName("default")).policy());
  }

  @Override
  public List<Grant> grants(KmsKey spec, String arn) {
    return call("reading a key's grants", () -> KeyGrants.of(at(spec).kms(), arn));
  }

  @Override
  public void grant(KmsKey spec, String arn, Grant grant) {
    call("granting the use of a key", () -> KeyGrants.give(at(spec).once(), arn, grant));
  }

  @Override
  public void enable(KmsKey spec, String arn) {
    call("enabling a key", () -> at(spec).kms().enableKey(it -> it.keyId(arn)));
  }

  @Override
  public void disable(KmsKey spec, String arn) {
    call("disabling a key", () -> at(spec).kms().disableKey(it -> it.keyId(arn)));
  }

  @Override
  public void scheduleDeletion(KmsKey spec, String arn) {
    call(
        "scheduling the deletion of a key",
        () -> at(spec).kms().scheduleKeyDeletion(it -> it.keyId(arn).pendingWindowInDays(DAYS)));
  }

  @Override
  public Verdict tryOut(KmsKey spec, String arn) {
    try {
      return KeyTrial.of(at(spec).once(), arn);
    } catch (SdkException e) {
      return Verdict.UNKNOWN;
    }
  }

  @Override
  public List<Stored> stored(KmsKey spec, String arn) {
    return new StoredSecrets(at(spec).secrets(), spec, arn).all();
  }

  @Override
  public void encryptAnew(KmsKey spec, Stored secret, String arn) {
    AwsFailures.classified(
        FailureCode.TARGET_UNAVAILABLE,
        "Secrets Manager, encrypting " + secret.name() + " anew",
        () -> at(spec).secrets().updateSecret(it -> it.secretId(secret.arn()).kmsKeyId(arn)));
  }

  @Override
  public List<Use> uses(KmsKey spec, String arn, Instant since) {
    return trail.uses(spec, arn, since);
  }

  @Override
  public String place(KmsKey spec) {
    return AwsPlace.of(at(spec).kms(), "kms");
  }

  private static <T> T call(String what, Supplier<T> call) {
    return AwsFailures.classified(
        FailureCode.TARGET_UNAVAILABLE,
        "KMS, " + what,
        () -> {
          try {
            return call.get();
          } catch (NotFoundException e) {
            throw new StepFailedException(FailureCode.NOT_FOUND, "KMS, " + what + ": not found");
          }
        });
  }
}
