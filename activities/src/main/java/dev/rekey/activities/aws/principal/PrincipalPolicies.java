package dev.rekey.activities.aws.principal;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AttachedPermissionsBoundary;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;

/**
 * What a principal is allowed by its policies, and by its boundary; without what denies it anything
 * since it leaked, for what counts is what was possible before. All lists are short by IAM's
 * quotas, so the first page of each is all of it.
 *
 * @param documents of what allows
 * @param boundary of what bounds that, if anything does
 * @param user its name, where it is a user: policies may speak of it
 */
public record PrincipalPolicies(
    List<String> documents, Optional<String> boundary, Optional<String> user) {
  private static final Set<String> OURS = Set.of(Denial.CONTAINED, Denial.OLDER_SESSIONS);

  /** By the one a response denies everything, by the others AWS itself what leaked in public. */
  private static final List<String> SINCE =
      List.of(":iam::aws:policy/AWSDenyAll", ":iam::aws:policy/AWSCompromisedKeyQuarantine");

  /** Copies the list. */
  public PrincipalPolicies {
    documents = List.copyOf(documents);
  }

  /** Whether an inline policy was there before any response. */
  public static boolean isOlder(String name) {
    return !OURS.contains(name);
  }

  /** The documents of policies that were attached before it leaked. */
  public static Stream<String> attached(IamClient iam, List<AttachedPolicy> policies) {
    return policies.stream()
        .map(AttachedPolicy::policyArn)
        .filter(arn -> SINCE.stream().noneMatch(arn::contains))
        .map(arn -> document(iam, arn));
  }

  /** The document of a boundary; IAM shows none as an absent value. */
  public static Optional<String> boundary(
      IamClient iam, Optional<AttachedPermissionsBoundary> boundary) {
    return boundary
        .map(AttachedPermissionsBoundary::permissionsBoundaryArn)
        .map(arn -> document(iam, arn));
  }

  private static String document(IamClient iam, String arn) {
    String version = iam.getPolicy(it -> it.policyArn(arn)).policy().defaultVersionId();
    return Denial.decoded(
        iam.getPolicyVersion(it -> it.policyArn(arn).versionId(version))
            .policyVersion()
            .document());
  }
}
