package dev.rekey.activities.aws.principal;

import dev.rekey.activities.StepFailedException;
import dev.rekey.activities.aws.AwsFailures;
import dev.rekey.model.FailureCode;
import dev.rekey.model.trigger.Clue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;
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

  /** What a role could have read, in words, without what it is known to have; never throws. */
  public List<String> ofRole(String role, List<Clue> read) {
    return words(() -> PrincipalPolicies.ofRole(iam.get(), role), read);
  }

  private List<String> words(Supplier<PrincipalPolicies> policies, List<Clue> read) {
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
    List<String> could = policies.documents().isEmpty() ? List.of() : readable(policies, unread);
    List<String> words = new ArrayList<>();
    words.add(
        could.isEmpty()
            ? "no secret besides is seen that it could read"
            : "could read, no read seen: "
                + could.stream().limit(NAMED).collect(Collectors.joining(", "))
                + (could.size() > NAMED ? " and " + (could.size() - NAMED) + " more" : ""));
    if (all.size() > MOST) {
      words.add("of the account's secrets, " + MOST + " were looked at, and there are more");
    }
    words.add(LIMITS);
    return words;
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

  private List<String> readable(PrincipalPolicies policies, List<SecretListEntry> those) {
    return IntStream.iterate(0, from -> from < those.size(), from -> from + PAGE)
        .mapToObj(from -> those.subList(from, Math.min(from + PAGE, those.size())))
        .flatMap(part -> part(policies, part).stream())
        .sorted()
        .toList();
  }

  private List<String> part(PrincipalPolicies policies, List<SecretListEntry> part) {
    SimulateCustomPolicyRequest.Builder ask =
        SimulateCustomPolicyRequest.builder()
            .policyInputList(policies.documents())
            .actionNames(READ)
            .resourceArns(part.stream().map(SecretListEntry::arn).toList());
    policies.boundary().ifPresent(ask::permissionsBoundaryPolicyInputList);
    Set<String> could =
        iam.get().simulateCustomPolicyPaginator(ask.build()).evaluationResults().stream()
            .filter(ReadableSecrets::allows)
            .map(EvaluationResult::evalResourceName)
            .collect(Collectors.toSet());
    return part.stream()
        .filter(one -> could.contains(one.arn()) || could.contains("*"))
        .map(SecretListEntry::name)
        .toList();
  }

  /** What depends on a condition that the simulation was told nothing of may have been allowed. */
  private static boolean allows(EvaluationResult result) {
    boolean depends =
        result.evalDecision() == PolicyEvaluationDecisionType.IMPLICIT_DENY
            && !result.missingContextValues().isEmpty();
    return depends || result.evalDecision() == PolicyEvaluationDecisionType.ALLOWED;
  }
}
