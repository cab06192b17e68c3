package dev.rekey.activities.aws.principal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.rekey.activities.Wire;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.iam.model.ContextEntry;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.InvalidInputException;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;
import software.amazon.awssdk.services.iam.model.ResourceSpecificResult;
import software.amazon.awssdk.services.iam.model.SimulateCustomPolicyRequest;
import software.amazon.awssdk.services.iam.model.SimulateCustomPolicyResponse;

/**
 * IAM's simulation of policies, as its reference has it: a denial is before everything, a boundary
 * bounds what is allowed, and what a condition asks and nobody told is named. One result for the
 * action holds those of all resources.
 */
public final class SimulatedPolicies {
  private static final String NAME = "aws:username";

  private final List<JsonNode> documents;
  private final List<JsonNode> boundary;
  private final Map<String, List<String>> context;

  private SimulatedPolicies(SimulateCustomPolicyRequest ask) {
    documents = ask.policyInputList().stream().flatMap(SimulatedPolicies::statements).toList();
    boundary =
        ask.permissionsBoundaryPolicyInputList().stream()
            .flatMap(SimulatedPolicies::statements)
            .toList();
    context =
        ask.contextEntries().stream()
            .collect(
                Collectors.toMap(ContextEntry::contextKeyName, ContextEntry::contextKeyValues));
  }

  /** What IAM answers. */
  public static SimulateCustomPolicyResponse answer(SimulateCustomPolicyRequest ask) {
    if (ask.permissionsBoundaryPolicyInputList().size() > 1 || ask.policyInputList().isEmpty()) {
      throw InvalidInputException.builder().statusCode(400).message("not so many").build();
    }
    SimulatedPolicies policies = new SimulatedPolicies(ask);
    String action = ask.actionNames().getFirst();
    List<ResourceSpecificResult> each =
        ask.resourceArns().stream().map(arn -> policies.result(action, arn)).toList();
    return SimulateCustomPolicyResponse.builder()
        .isTruncated(false)
        .evaluationResults(
            EvaluationResult.builder()
                .evalActionName(action)
                .evalResourceName(ask.resourceArns().getFirst())
                .evalDecision(each.getFirst().evalResourceDecision())
                .resourceSpecificResults(each)
                .build())
        .build();
  }

  private ResourceSpecificResult result(String action, String arn) {
    return ResourceSpecificResult.builder()
        .evalResourceName(arn)
        .evalResourceDecision(decision(action, arn))
        .missingContextValues(missing())
        .build();
  }

  private PolicyEvaluationDecisionType decision(String action, String arn) {
    if (any("Deny", documents, action, arn) || any("Deny", boundary, action, arn)) {
      return PolicyEvaluationDecisionType.EXPLICIT_DENY;
    }
    boolean bounded = boundary.isEmpty() || any("Allow", boundary, action, arn);
    return bounded && any("Allow", documents, action, arn)
        ? PolicyEvaluationDecisionType.ALLOWED
        : PolicyEvaluationDecisionType.IMPLICIT_DENY;
  }

  private boolean any(String effect, List<JsonNode> statements, String action, String arn) {
    return statements.stream()
        .filter(one -> one.path("Effect").asText().equals(effect))
        .filter(one -> names(one, "Action", action) && names(one, "Resource", arn))
        .anyMatch(this::holds);
  }

  private boolean names(JsonNode statement, String element, String what) {
    return statement.has("Not" + element)
        ? texts(statement.path("Not" + element)).noneMatch(one -> isLike(one, what))
        : texts(statement.path(element)).anyMatch(one -> isLike(one, what));
  }

  private boolean isLike(String pattern, String what) {
    String told =
        pattern.replace("${aws:username}", String.join("", context.getOrDefault(NAME, List.of())));
    return what.matches("\\Q" + told.replace("*", "\\E.*\\Q") + "\\E");
  }

  private boolean holds(JsonNode statement) {
    return statement.path("Condition").properties().stream()
        .allMatch(
            operator ->
                operator.getValue().properties().stream()
                    .allMatch(key -> holds(operator.getKey(), key.getKey(), key.getValue())));
  }

  private boolean holds(String operator, String key, JsonNode wanted) {
    boolean negated = operator.startsWith("StringNot");
    if (!context.containsKey(key)) {
      return negated || operator.endsWith("IfExists");
    }
    return texts(wanted).anyMatch(context.get(key)::contains) != negated;
  }

  private Set<String> missing() {
    return Stream.concat(documents.stream(), boundary.stream())
        .flatMap(one -> one.path("Condition").properties().stream())
        .flatMap(operator -> operator.getValue().properties().stream())
        .map(Map.Entry::getKey)
        .filter(key -> !context.containsKey(key))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<JsonNode> statements(String document) {
    try {
      JsonNode all = Wire.mapper().readTree(document).path("Statement");
      return all.isArray() ? StreamSupport.stream(all.spliterator(), false) : Stream.of(all);
    } catch (JsonProcessingException e) {
      throw InvalidInputException.builder().statusCode(400).message("no policy").build();
    }
  }

  private static Stream<String> texts(JsonNode one) {
    return one.isArray()
        ? StreamSupport.stream(one.spliterator(), false).map(JsonNode::asText)
        : Stream.ofNullable(one.textValue());
  }
}
