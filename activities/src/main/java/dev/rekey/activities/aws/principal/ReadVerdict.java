package dev.rekey.activities.aws.principal;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;

/**
 * What the simulation says of one secret.
 *
 * @param secret its ARN
 * @param decision by the policies, with the boundary if there is one
 * @param missing what the policies ask of a call, and the simulation was told nothing of
 */
record ReadVerdict(String secret, PolicyEvaluationDecisionType decision, List<String> missing) {
  /** One for each resource: IAM puts those of a call with several into the one of the action. */
  static Stream<ReadVerdict> in(EvaluationResult result) {
    return result.resourceSpecificResults().isEmpty()
        ? Stream.of(
            new ReadVerdict(
                result.evalResourceName(), result.evalDecision(), result.missingContextValues()))
        : result.resourceSpecificResults().stream()
            .map(
                one ->
                    new ReadVerdict(
                        one.evalResourceName(),
                        one.evalResourceDecision(),
                        one.missingContextValues()));
  }

  boolean allows() {
    return decision == PolicyEvaluationDecisionType.ALLOWED;
  }

  /** A condition that nothing is known of may allow it, or may keep a denial from holding. */
  boolean isUnclear() {
    return !allows() && !missing.isEmpty();
  }
}
