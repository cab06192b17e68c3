package dev.rekey.activities.aws.principal;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.aws.AwsFailures;
import dev.rekey.model.FailureCode;
import dev.rekey.model.trigger.Clue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.ContextEntry;
import software.amazon.awssdk.services.iam.model.ContextKeyTypeEnum;
import software.amazon.awssdk.services.iam.model.SimulateCustomPolicyRequest;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ListSecretsResponse;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;

/**
 * Which secrets of AWS Secrets Manager a leaked principal could have read, whether it did or not.
 * IAM itself says so, of the principal's policies as they were before it was denied everything.
 */
public final class ReadableSecrets {
  private static final String READ = "secretsmanager:GetSecretValue";

  /** More of an account are not looked at, which is told. */
  private static final int MOST = 500;

  private static final int PAGE = 100;

  /** A line of the timeline has room for so many names. */
  private static final int NAMED = 100;

  private static final String LIMITS =
      "of secrets it could read, those of other regions and accounts, and what secrets' own"
          + " policies and the organization's say, was not looked at";

  private final Supplier<IamClient> iam;
  private final Supplier<SecretsManagerClient> secrets;

  /** Takes IAM of the principal's account, and Secrets Manager there. */
  public ReadableSecrets(Supplier<IamClient> iam, Supplier<SecretsManagerClient> secrets) {
    this.iam = iam;
    this.secrets = secrets;
  }

  /**
   * What could have been read, in words, without what is known to have been; never throws.
   *
   * @param policies of the principal, asked for when they are needed
   */
  public List<String> by(Supplier<PrincipalPolicies> policies, List<Clue> read) {
    try {
      return AwsFailures.classified(
          FailureCode.TARGET_UNAVAILABLE,
          "IAM or AWS Secrets Manager, asked what it could read",
          () -> asked(policies.get(), read));
    } catch (StepFailedException e) {
      return List.of("which secrets it could read is not known: " + e.reason());
    }
  }

  private List<String> asked(PrincipalPolicies policies, List<Clue> read) {
    List<SecretListEntry> all = list();
    List<SecretListEntry> unread =
        all.stream().filter(one -> !isAmong(one, read)).limit(MOST).toList();
    List<ReadVerdict> verdicts =
        policies.documents().isEmpty() ? List.of() : verdicts(policies, unread);
    List<String> words = new ArrayList<>(told(unread, verdicts));
    if (all.size() > MOST) {
      words.add("of the account's secrets, " + MOST + " were looked at, and there are more");
    }
    words.add(LIMITS);
    return words;
  }

  private static List<String> told(List<SecretListEntry> unread, List<ReadVerdict> verdicts) {
    List<String> could = names(unread, verdicts, ReadVerdict::allows);
    List<String> unclear = names(unread, verdicts, ReadVerdict::isUnclear);
    String all =
        could.isEmpty()
            ? "no secret besides is seen that it could read"
            : "could read, no read seen: " + joined(could);
    return unclear.isEmpty()
        ? List.of(all)
        : List.of(
            all,
            "whether it could read these depends on "
                + conditions(verdicts)
                + ", of which nothing is known: "
                + joined(unclear));
  }

  private List<SecretListEntry> list() {
    List<SecretListEntry> all = new ArrayList<>();
    Optional<String> next = Optional.empty();
    do {
      Optional<String> token = next;
      ListSecretsResponse page = secrets.get().listSecrets(ask -> token.ifPresent(ask::nextToken));
      all.addAll(page.secretList());
      next = Optional.ofNullable(page.nextToken());
    } while (next.isPresent() && all.size() <= MOST);
    return all;
  }

  private static boolean isAmong(SecretListEntry secret, List<Clue> read) {
    Set<Clue> names =
        Stream.of(secret.arn(), secret.name()).map(Clue.Secret::new).collect(Collectors.toSet());
    return read.stream().anyMatch(names::contains);
  }

  private static String joined(List<String> names) {
    String more = names.size() > NAMED ? " and " + (names.size() - NAMED) + " more" : "";
    return names.stream().limit(NAMED).collect(Collectors.joining(", ")) + more;
  }

  private static String conditions(List<ReadVerdict> verdicts) {
    return verdicts.stream()
        .filter(ReadVerdict::isUnclear)
        .flatMap(one -> one.missing().stream())
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static List<String> names(
      List<SecretListEntry> those, List<ReadVerdict> verdicts, Predicate<ReadVerdict> which) {
    Set<String> arns =
        verdicts.stream().filter(which).map(ReadVerdict::secret).collect(Collectors.toSet());
    return those.stream()
        .filter(one -> arns.contains(one.arn()))
        .map(SecretListEntry::name)
        .sorted()
        .toList();
  }

  private List<ReadVerdict> verdicts(PrincipalPolicies policies, List<SecretListEntry> those) {
    return IntStream.iterate(0, from -> from < those.size(), from -> from + PAGE)
        .mapToObj(from -> those.subList(from, Math.min(from + PAGE, those.size())))
        .flatMap(part -> part(policies, part))
        .toList();
  }

  private Stream<ReadVerdict> part(PrincipalPolicies policies, List<SecretListEntry> part) {
    SimulateCustomPolicyRequest.Builder ask =
        SimulateCustomPolicyRequest.builder()
            .policyInputList(policies.documents())
            .actionNames(READ)
            .resourceArns(part.stream().map(SecretListEntry::arn).toList());
    policies.boundary().ifPresent(ask::permissionsBoundaryPolicyInputList);
    policies.user().ifPresent(user -> ask.contextEntries(ReadableSecrets.named(user)));
    return iam.get().simulateCustomPolicyPaginator(ask.build()).evaluationResults().stream()
        .flatMap(ReadVerdict::in);
  }

  /** Policies may speak of who asks. */
  private static ContextEntry named(String user) {
    return ContextEntry.builder()
        .contextKeyName("aws:username")
        .contextKeyType(ContextKeyTypeEnum.STRING)
        .contextKeyValues(user)
        .build();
  }
}
