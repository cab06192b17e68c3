package dev.rekey.exercise.world;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rekey.activities.Wire;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A policy of a role as IAM would judge it: written without a look at the code that is rehearsed,
 * so that what that code gets wrong is seen.
 *
 * @param text the JSON document
 */
record RoleDocument(String text) {
  private static final String AUDIENCE = "sts.exercise.invalid";
  private static final String BY_TOKEN = "sts:AssumeRoleWithWebIdentity";
  private static final String PROVIDER = "ci.exercise.invalid";

  /** Lets in who brings this external id. */
  static RoleDocument accepting(String externalId) {
    return new RoleDocument(
        """
        {"Version": "2012-10-17", "Statement": [{"Sid": "Partner", "Effect": "Allow",
          "Action": "sts:AssumeRole", "Principal": {"AWS": "arn:aws:iam::000000000009:root"},
          "Condition": {"StringEquals": {"sts:ExternalId": "%s"}}}]}
        """
            .formatted(externalId));
  }

  /**
   * The same, which lets in by token as well whoever has a subject like this one.
   *
   * @param operator {@code StringLike}, or {@code StringEquals} for exactly one
   */
  RoleDocument trusting(String operator, String subject) {
    String statement =
        """
        {"Sid": "Pipeline", "Effect": "Allow", "Action": "%s",
         "Principal": {"Federated": "arn:aws:iam::000000000000:oidc-provider/%s"},
         "Condition": {"StringEquals": {"%s:aud": "%s"}}}
        """
            .formatted(BY_TOKEN, PROVIDER, PROVIDER, AUDIENCE);
    ObjectNode pipeline = (ObjectNode) tree(statement);
    ((ObjectNode) pipeline.get("Condition"))
        .withObjectProperty(operator)
        .put(PROVIDER + ":sub", subject);
    ObjectNode whole = (ObjectNode) tree(text);
    ArrayNode statements = Wire.mapper().createArrayNode();
    statements().filter(one -> !isOfTokens(one)).forEach(statements::add);
    whole.set("Statement", statements.add(pipeline));
    return new RoleDocument(whole.toString());
  }

  private static boolean isOfTokens(JsonNode statement) {
    return texts(statement.path("Action")).anyMatch(BY_TOKEN::equals);
  }

  /** The external ids with which it can be assumed. */
  List<String> externalIds() {
    return statements()
        .filter(one -> one.path("Effect").asText().equals("Allow"))
        .map(one -> one.at("/Condition/StringEquals").path("sts:ExternalId"))
        .flatMap(RoleDocument::texts)
        .toList();
  }

  /** Whether a token with this subject is let in: an explicit denial is before everything. */
  boolean letsIn(String subject) {
    List<JsonNode> those = statements().filter(RoleDocument::isOfTokens).toList();
    return those.stream().noneMatch(one -> one.path("Effect").asText().equals("Deny"))
        && those.stream().anyMatch(one -> matches(one.path("Condition"), subject));
  }

  private static boolean matches(JsonNode condition, String subject) {
    Map<String, String> token = Map.of(PROVIDER + ":sub", subject, PROVIDER + ":aud", AUDIENCE);
    return condition.properties().stream()
        .allMatch(
            operator ->
                operator.getValue().properties().stream()
                    .allMatch(
                        key ->
                            texts(key.getValue())
                                .anyMatch(
                                    wanted ->
                                        isLike(
                                            operator.getKey(),
                                            wanted,
                                            token.getOrDefault(key.getKey(), "")))));
  }

  private static boolean isLike(String operator, String wanted, String given) {
    return operator.equals("StringLike")
        ? given.matches("\\Q" + wanted.replace("*", "\\E.*\\Q") + "\\E")
        : given.equals(wanted);
  }

  /** From which moment on a session may act, if older ones are denied everything. */
  Optional<String> deniesBefore() {
    return statements()
        .filter(one -> one.path("Effect").asText().equals("Deny"))
        .filter(one -> texts(one.path("Action")).anyMatch("*"::equals))
        .filter(one -> texts(one.path("Resource")).anyMatch("*"::equals))
        .map(one -> one.at("/Condition/DateLessThan/aws:TokenIssueTime").asText())
        .filter(moment -> !moment.isEmpty())
        .findFirst();
  }

  private Stream<JsonNode> statements() {
    JsonNode statements = tree(text).path("Statement");
    return statements.isArray()
        ? StreamSupport.stream(statements.spliterator(), false)
        : Stream.of(statements);
  }

  private static Stream<String> texts(JsonNode one) {
    return one.isArray()
        ? StreamSupport.stream(one.spliterator(), false).map(JsonNode::asText)
        : Stream.ofNullable(one.textValue());
  }

  private static JsonNode tree(String text) {
    try {
      return Wire.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("IAM takes no policy that is no JSON", e);
    }
  }
}
